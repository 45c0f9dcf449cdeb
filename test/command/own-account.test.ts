import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeHistory } from '../story/fast-import.js';
import {
  address,
  ask,
  LONG,
  launch,
  newDataFolder,
  newFolder,
  type Running,
  run,
} from './program.js';

const place = newFolder();
const environment = { DATA_DIR: await newDataFolder(place), PORT: '0' };
const insights = (...given: string[]) => run(given, environment);
const names = async () => (await insights('import', 'facts', place, '--account', '?')).stderr;
const repository = join(place, 'api.git');
const company = join(place, 'company.csv');
let server: Running;
let url: string;

beforeAll(async () => {
  writeHistory(repository, {
    commits: [
      {
        mark: 1,
        branch: 'main',
        message: 'Begin\n',
        author: 'Al <al@x.io>',
        seconds: Math.floor(Date.now() / 1000) - 86_400,
        parents: [],
        files: { 'a.txt': '1\n' },
      },
    ],
  });
  writeFileSync(company, 'Name,Email,Manager Email\nBo,bo@x.io,\nAl,al@x.io,bo@x.io\n');
  // An account of that name is the demo to every command, filled or not.
  expect((await insights('account', 'create', 'Demo')).code).toBe(0);
  server = launch(['serve', '--empty'], environment);
  ({ url } = await address(server));
}, LONG);
afterAll(async () => {
  server.process.kill('SIGTERM');
  expect((await server.ended).code).toBe(0);
  rmSync(place, { recursive: true, force: true });
});

describe('beside nothing but the demo', { timeout: LONG }, () => {
  it('what changes nothing or names a team of the demo is refused, saying what to do', async () => {
    for (const given of [
      ['import', 'developers', company, '--dry-run'],
      ['import', 'git', repository, '--node', 'Bo'],
    ]) {
      const { code, stdout, stderr } = await insights(...given);
      expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
      expect(stderr).toMatch(/^insights: There is only the demo yet: .*--account Demo\.\n$/);
    }
    expect(await names()).toMatch(/There is no account "\?": there is Demo\.\n/);
  });

  it('a history is imported into an account of its own, whose keys are printed once and whose link reads', async () => {
    const { code, stderr } = await insights('import', 'git', repository);
    expect(code).toBe(0);
    const [, admin] = /^Admin key, shown this once: (\S+)$/m.exec(stderr)!;
    const [, link, viewer] = /^GraphiQL: (\S+)\/#key=(\S+)$/m.exec(stderr)!;
    expect(stderr).toMatch(/^The account "Default" is made for it; the demo stays as it is\.$/m);
    expect(link).toBe(url);
    const who = '{ viewer { role account { name } } integrations { nodes { name } } }';
    const mine = { account: { name: 'Default' } };
    expect((await ask(url, viewer!, who)).body.data).toEqual({
      viewer: { role: 'VIEWER', ...mine },
      integrations: { nodes: [{ name: 'api' }] },
    });
    expect((await ask(url, admin!, who)).body.data).toMatchObject({
      viewer: { role: 'ADMIN', ...mine },
    });
    expect(
      JSON.parse((await insights('integration', 'list', '--account', 'Demo', '--json')).stdout),
    ).toEqual([]);
  });

  it('commands mean that account from then on, and the demo where it is named', async () => {
    expect((await insights('import', 'git', repository)).stderr).not.toMatch(/key/i);
    const put = await insights('import', 'developers', company);
    expect(put.stdout).toMatch(/2 developers are effective: 2 added/);
    expect((await insights('key', 'list')).stdout).toMatch(/First viewer/);
    expect((await insights('key', 'list', '--account', 'Demo')).stdout).not.toMatch(/Default/);
    expect((await insights('account', 'create', 'Third')).code).toBe(0);
    expect((await insights('sync')).stderr).toMatch(
      /There are several accounts: name one with --account \(Demo, Default, Third\)/,
    );
  });
});

describe('where there is no account yet', { timeout: LONG }, () => {
  it('a history is imported into an account that is made for it', async () => {
    const fresh = { ...environment, DATA_DIR: await newDataFolder(join(place, 'fresh')) };
    const { code, stderr } = await run(['import', 'git', repository], fresh);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^The account "Default" is made for it\.$/m);
    expect(stderr).toMatch(/^Admin key, shown this once: /m);
  });
});
