import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { operator } from '../../src/directory/context.js';
import { parseEnvironment } from '../../src/env.js';
import type { LentHost } from '../../src/model/lent-host.js';
import { serveRepository } from '../providers/git/serve-repository.js';
import { openStory, type Story } from '../story/open-story.js';
import { serveApp } from './real-server.js';

const OPERATOR = 'login-of-the-operator';
const login = `Basic ${Buffer.from(`operator:${OPERATOR}`).toString('base64')}`;

/** The home of the user that runs the server, whose git has a stored login for every host. */
function homeOfOperator(): string {
  const home = mkdtempSync(join(tmpdir(), 'insights-home-'));
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  const helper = join(home, 'helper');
  writeFileSync(helper, `#!/bin/sh\nprintf 'username=operator\\npassword=${OPERATOR}\\n'\n`);
  chmodSync(helper, 0o755);
  writeFileSync(join(home, '.gitconfig'), `[credential]\n\thelper = ${helper}\n`);
  return home;
}

const gitHosts: LentHost[] = [];
let story: Story;
beforeAll(async () => {
  story = await openStory('EMBEDDED', {
    gitHosts,
    allowedPrivateHosts: ['127.0.0.1', 'localhost'],
    variables: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: homeOfOperator() },
  });
});

const CONNECT = `mutation ($location: String!) {
  connectIntegration(input: { provider: GIT, settings: [{ key: "location", value: $location }] }) {
    integration { name } userErrors { code message }
  }
}`;

it('the stored login of the operator goes to the hosts of GIT_HOSTS, for the accounts beside them, and to no other', async () => {
  const { app, viewer } = story;
  const server = await serveApp(app);
  const { asked, url } = await serveRepository(login);
  const other = await app.directory.account.create('Other');
  const connectAs = async (account: number, location: string) => {
    asked.length = 0;
    const key = await server.key(account, 'ADMIN');
    const { data } = await server.ask(key, CONNECT, { location });
    const wasSent = asked.some(({ authorization }) => authorization !== undefined);
    return { said: JSON.stringify(data), wasSent };
  };
  // Nothing is listed yet.
  const unlisted = await connectAs(viewer.account, url());
  expect(unlisted).toMatchObject({ wasSent: false });
  expect(unlisted.said).toContain('answered 401');

  const { gitHosts: listed } = parseEnvironment({
    GIT_HOSTS: `${viewer.account}:127.0.0.1,*:git.elsewhere.test`,
  });
  gitHosts.push(...listed);
  const elsewhere = await connectAs(other, url());
  expect(elsewhere).toMatchObject({ wasSent: false });
  expect(elsewhere.said).toContain('answered 401');
  const byName = await connectAs(viewer.account, url().replace('127.0.0.1', 'localhost'));
  expect(byName).toMatchObject({ wasSent: false });
  const read = await connectAs(viewer.account, url());
  expect(read).toMatchObject({ wasSent: true });
  expect(read.said).toContain('"name"');
  expect(read.said).not.toContain(OPERATOR);
});

it('the operator connects a private URL with the own login, and it is read by it later; nobody else does', async () => {
  const { app, viewer } = story;
  gitHosts.length = 0;
  const { asked, url } = await serveRepository(login);
  const input = { provider: 'GIT', name: null, settings: { location: url() } };
  const { number } = await app.ingestion.connect(operator(viewer.account), input);
  const { status } = await app.ingestion.sync(viewer.account, number);
  expect(status).toBe('SUCCEEDED');
  asked.length = 0;
  const key = { ...viewer, key: 1, keyName: 'admin' };
  const report = await app.ingestion.check(key, input);
  expect(report.items.at(-1)?.message).toContain('answered 401');
  expect(asked.filter(({ authorization }) => authorization !== undefined)).toEqual([]);
});
