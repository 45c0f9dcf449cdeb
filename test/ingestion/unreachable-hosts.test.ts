import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import type { Ingestion } from '../../src/ingestion/ingestion.js';
import { createAddressesOf, createGuardedFetch } from '../../src/providers/http/guarded-fetch.js';
import { providers } from '../../src/providers/index.js';
import { resolveAs } from '../providers/http/resolve-as.js';
import { keyOf, useIngestion } from './use-ingestion.js';

const BOUND = 400;
const { parts, another } = useIngestion('EMBEDDED');

/** The settings of every provider that is reached at an address. */
const settingsAt: Readonly<Record<string, (base: string) => Record<string, string>>> = {
  AZURE_BOARDS: (base) => ({ organization: `${base}/shop`, token: 'token-of-the-shop' }),
  AZURE_REPOS: (base) => settingsAt.AZURE_BOARDS!(base),
  AZURE_PIPELINES: (base) => settingsAt.AZURE_BOARDS!(base),
  BITBUCKET: (baseUrl) => ({ baseUrl, token: 'token-of-the-shop', workspaces: 'shop' }),
  BITBUCKET_PIPELINES: (baseUrl) => settingsAt.BITBUCKET!(baseUrl),
  BITBUCKET_SERVER: (baseUrl) => ({ baseUrl, token: 'token-of-the-shop' }),
  GIT: (base) => ({ location: `${base}/shop.git` }),
  GITHUB: (baseUrl) => ({ baseUrl, token: 'token-of-the-shop', organizations: 'shop' }),
  GITHUB_ACTIONS: (baseUrl) => settingsAt.GITHUB!(baseUrl),
  GITLAB: (baseUrl) => ({ baseUrl, token: 'token-of-the-shop' }),
  GITLAB_CI: (baseUrl) => settingsAt.GITLAB!(baseUrl),
  HARNESS: (baseUrl) => ({ baseUrl, accountId: 'SHOP', token: 'sat.SHOP.key.token-of-the-shop' }),
  HARNESS_CODE: (baseUrl) => settingsAt.HARNESS!(baseUrl),
  JENKINS: (baseUrl) => ({ baseUrl, user: 'reader', token: 'token-of-the-shop' }),
  JIRA: (baseUrl) => ({ baseUrl, token: 'token-of-the-shop' }),
  PAGERDUTY: (baseUrl) => ({ baseUrl, token: 'token-of-the-shop' }),
  SERVICENOW: (baseUrl) => ({ baseUrl, user: 'reader', token: 'token-of-the-shop' }),
};

/** A port of 127.0.0.1 with what answers a connection there; null: nothing listens. */
async function portWith(answer: 'SILENCE' | 'RESET' | null): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    if (answer === 'RESET') socket.resetAndDestroy();
    onTestFinished(() => void socket.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  if (answer === null) server.close();
  else onTestFinished(() => void server.close());
  return port;
}

async function unreachableBases(): Promise<readonly string[]> {
  const [closed, silent, reset] = [
    await portWith(null),
    await portWith('SILENCE'),
    await portWith('RESET'),
  ];
  return [
    ...['http://unknown.test', 'http://private.test', 'http://10.1.2.3', 'http://[::127.0.0.1]'],
    ...[`http://here.test:${closed}`, `http://here.test:${silent}`, `http://here.test:${reset}`],
    ...[`https://here.test:${silent}`, `https://here.test:${reset}`],
    ...['git://unknown.test', 'git://private.test', `git://here.test:${closed}`],
    ...[`git://here.test:${silent}`, `git://here.test:${reset}`],
  ];
}

const allowed = ['here.test'];
const resolve = resolveAs({ 'here.test': ['127.0.0.1'], 'private.test': ['10.9.8.7'] });
const opened = () =>
  another({
    providers,
    fetch: createGuardedFetch(allowed, resolve),
    addressesOf: createAddressesOf(allowed, resolve),
    reachMilliseconds: BOUND,
  });

it('every provider that is reached over the network is asked here', () => {
  const reached = providers.filter(({ settings }) => settings.fields.some(({ secret }) => secret));
  expect(reached.map(({ id }) => id).sort()).toEqual(Object.keys(settingsAt).sort());
});

/** Asks for all addresses at the same time. Returns what was said of each host, once, and the addresses that were answered before the bound. */
async function ask(ingestion: Ingestion, provider: string, bases: readonly string[]) {
  const viewer = keyOf(await parts.database.createAccount());
  const early: string[] = [];
  const isOver = { now: false };
  const bound = pause(BOUND - 20).then(() => {
    isOver.now = true;
  });
  const said = await Promise.all(
    bases.map(async (base) => {
      const settings = settingsAt[provider]!(base);
      const { items } = await ingestion.check(viewer, { provider, settings });
      if (!isOver.now) early.push(base);
      const failed = items.filter(({ ok }) => !ok);
      return failed.map(({ message }) => message.replaceAll(new URL(base).host, 'HOST')).join('\n');
    }),
  );
  await bound;
  return { said: [...new Set(said)], early };
}
const theSame = [expect.stringMatching(/^HOST could not be reached: check the address/)];

it.each(Object.keys(settingsAt))(
  '%s says the same of every host that cannot be reached, and no sooner',
  async (provider) => {
    const bases = (await unreachableBases()).filter(
      (base) => provider === 'GIT' || !base.startsWith('git:'),
    );
    expect(await ask(opened(), provider, bases)).toEqual({ said: theSame, early: [] });
  },
);

it('GIT says so too of the ports of a host that may be asked with the logins of the operator', async () => {
  const ports = [await portWith(null), await portWith('SILENCE'), await portWith('RESET')];
  const bases = ['http', 'https', 'git', 'ssh'].flatMap((protocol) =>
    ports.map((port) => `${protocol}://127.0.0.1:${port}`),
  );
  const gitHosts = [{ account: null, host: '127.0.0.1' }];
  const lending = another({ providers, gitHosts, reachMilliseconds: BOUND });
  expect(await ask(lending, 'GIT', bases)).toEqual({ said: theSame, early: [] });
});

it('a connection that is refused for it, and a choice that is asked for, come no sooner either', async () => {
  const ingestion = opened();
  const viewer = keyOf(await parts.database.createAccount());
  for (const base of ['http://private.test', 'http://unknown.test']) {
    const source = { provider: 'GITHUB', settings: settingsAt.GITHUB!(base) };
    const kinds = providers
      .find(({ id }) => id === 'GITHUB')!
      .settings.fields.flatMap(({ discovers = [] }) => discovers);
    const asked = {
      source,
      integration: null,
      kind: kinds[0]!,
      search: null,
      first: 5,
      after: null,
    };
    for (const question of [
      () => ingestion.connect(viewer, { ...source, name: null }),
      () => ingestion.discover(viewer, asked),
    ]) {
      const isOver = { now: false };
      const bound = pause(BOUND - 20).then(() => {
        isOver.now = true;
      });
      await expect(question()).rejects.toThrow('could not be reached');
      expect(isOver.now).toBe(true);
      await bound;
    }
  }
});

it('the operator at the machine waits for no bound', async () => {
  const ingestion = another({
    providers,
    fetch: createGuardedFetch(allowed, resolve),
    reachMilliseconds: 3_600_000,
  });
  const operator = keyOf(await parts.database.createAccount(), 'ADMIN', 0);
  const settings = settingsAt.GITHUB!('http://private.test');
  const { items } = await ingestion.check(operator, { provider: 'GITHUB', settings });
  expect(items[0]?.message).toContain('private.test could not be reached');
});
