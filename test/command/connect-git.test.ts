import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { serveRepository } from '../providers/git/serve-repository.js';
import { certificate } from '../providers/git/source/certificate.js';
import { address, ask, LONG, launch, newDataFolder, newFolder, run } from './program.js';

const TOKEN = 'token-of-the-shop';
const OPERATOR = 'login-of-the-operator';
const login = (user: string, secret: string) =>
  `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
const place = newFolder();
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** The home of the user of this machine, whose git has a stored login for every host. */
const home = join(place, 'home');
mkdirSync(home);
writeFileSync(
  join(home, 'helper'),
  `#!/bin/sh\nprintf 'username=operator\\npassword=${OPERATOR}\\n'\n`,
);
chmodSync(join(home, 'helper'), 0o755);
writeFileSync(join(home, '.gitconfig'), `[credential]\n\thelper = ${join(home, 'helper')}\n`);
const tokenFile = join(place, 'token.txt');
writeFileSync(tokenFile, TOKEN);

const CHECK = `mutation ($location: String!) {
  connectIntegration(input: { provider: GIT, settings: [{ key: "location", value: $location }] }) {
    integration { name } userErrors { code message }
  }
}`;

const data = { DATA_DIR: await newDataFolder(place), PORT: '0', HOME: home };
const allowing = { ...data, ALLOW_PRIVATE_HOSTS: '127.0.0.1' };
beforeAll(async () => {
  expect(await run(['account', 'create', 'Acme'], data)).toMatchObject({ code: 0 });
}, LONG);
const connect = (environment: Record<string, string>, location: string, ...more: string[]) =>
  run(['connect', 'git', '--location', location, ...more], environment);

describe('connect git at the command line', { timeout: LONG }, () => {
  it('reads a private URL with the stored login of its operator, which serves that URL and no key', async () => {
    const { asked, url } = await serveRepository(login('operator', OPERATOR));
    const connected = await connect(data, url());
    expect(connected).toMatchObject({ code: 0 });
    expect(JSON.stringify(connected)).not.toContain(OPERATOR);
    expect(await run(['sync'], data)).toMatchObject({ code: 0 });

    // Another account is lent the login: the operator's command lends it to none.
    const lending = { ...allowing, GIT_HOSTS: '1000:127.0.0.1' };
    const server = launch(['serve', '--empty'], lending);
    onTestFinished(async () => {
      server.process.kill('SIGTERM');
      expect((await server.ended).code).toBe(0);
    });
    const at = await address(server);
    const made = await run(['key', 'create', 'admin', '--role', 'ADMIN', '--json'], data);
    const { secret } = JSON.parse(made.stdout) as { readonly secret: string };
    asked.length = 0;
    for (const location of [url(), `${url()}/`, url('other.git')]) {
      const { body } = await ask(at.url, secret, CHECK, { location });
      expect(JSON.stringify(body)).toContain('answered 401');
      expect(body.data).toMatchObject({ connectIntegration: { integration: null } });
    }
    expect(asked.filter(({ authorization }) => authorization !== undefined)).toEqual([]);
    // The command is the operator's while a server performs it, too.
    expect(await run(['sync'], data)).toMatchObject({ code: 0 });
    expect(asked.some(({ authorization }) => authorization === login('operator', OPERATOR))).toBe(
      true,
    );
  });

  it('sends a token that is given, and then no login of the operator, to hosts that are allowed', async () => {
    const { asked, url } = await serveRepository(login('git', TOKEN));
    const refused = await connect(data, url(), '--token-file', tokenFile);
    expect(refused).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('could not be reached'),
    });
    expect(asked).toEqual([]);
    const connected = await connect(allowing, url(), '--token-file', tokenFile);
    expect(connected).toMatchObject({ code: 0 });
    const sent = new Set(asked.map(({ authorization }) => authorization));
    expect([...sent]).toEqual([login('git', TOKEN)]);
  });

  it('trusts a certificate of NODE_EXTRA_CA_CERTS and GIT_SSL_CAINFO, and no other', async () => {
    const { asked, url } = await serveRepository(login('git', TOKEN), certificate);
    const trusted = join(place, 'trusted.pem');
    writeFileSync(trusted, certificate.cert);
    const given = [url(), '--token-file', tokenFile] as const;
    expect(await connect(allowing, ...given)).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/could not be reached: .*certificate/),
    });
    expect(asked).toEqual([]);
    const trusting = { ...allowing, NODE_EXTRA_CA_CERTS: trusted, GIT_SSL_CAINFO: trusted };
    expect(await connect(trusting, ...given)).toMatchObject({ code: 0 });
  });
});
