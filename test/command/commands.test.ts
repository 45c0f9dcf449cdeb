import { readFileSync, rmSync, writeFileSync } from 'node:fs';
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
const json = async (...given: string[]) => JSON.parse((await insights(...given, '--json')).stdout);
let server: Running;
let at: { url: string; key: string };

beforeAll(async () => {
  server = launch(['serve', '--empty'], environment);
  at = await address(server);
}, LONG);
afterAll(async () => {
  server.process.kill('SIGTERM');
  expect((await server.ended).code).toBe(0);
  rmSync(place, { recursive: true, force: true });
});

const file = (name: string, lines: readonly string[]): string => {
  writeFileSync(join(place, name), `${lines.join('\n')}\n`);
  return join(place, name);
};
const header = 'Name,Email,Manager Email';
const DAY = 86_400;

describe('commands while a server owns the database', { timeout: LONG }, () => {
  it('make, list and revoke keys without one, and a revoked key opens nothing', async () => {
    const made = await insights('key', 'create', 'wiki', '--role', 'VIEWER');
    expect(made).toMatchObject({ code: 0 });
    const secret = made.stdout.trim();
    const who = '{ viewer { role } }';
    expect((await ask(at.url, secret, who)).body.data).toMatchObject({
      viewer: { role: 'VIEWER' },
    });
    const { stdout } = await insights('key', 'list');
    expect(stdout).toMatch(/wiki\s+VIEWER\s+hidden/);
    expect(stdout).not.toContain(secret);
    expect((await insights('key', 'revoke', 'wiki')).code).toBe(0);
    expect((await ask(at.url, secret, who)).status).toBe(401);
    expect((await insights('key', 'revoke', 'wiki')).code).toBe(3);
  });

  it('print the schema that is published: types are called as their classes, whose names the bundle keeps', async () => {
    const published = join(import.meta.dirname, '../../schema/schema.graphql');
    expect((await insights('schema', 'print')).stdout).toBe(readFileSync(published, 'utf8'));
  });

  it('show what is wrong with a developers file by line and column, and change nothing', async () => {
    const wrong = file('wrong.csv', [header, 'Eve,eve@x.io,zed@x.io', ',bo@x.io,eve@x.io']);
    const { code, stdout, stderr } = await insights('import', 'developers', wrong);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(/^wrong\.csv:3:1: .*no name/m);
    expect(stderr).toMatch(/^wrong\.csv:2:3: .*zed@x\.io/m);
    const none = await insights('import', 'developers', join(place, 'none.csv'));
    expect(none).toMatchObject({ code: 2, stdout: '' });
    expect(none.stderr).toMatch(/^insights: \S+none\.csv cannot be read: check the path\.\n$/);
  });

  it('put a developers file into force, import a history, and say what is still empty', async () => {
    const company = file('company.csv', [
      header,
      'Eve,eve@x.io,',
      'Bo,bo@x.io,eve@x.io',
      'Al,al@x.io,bo@x.io',
    ]);
    const dry = await insights('import', 'developers', company, '--dry-run');
    expect(dry.stdout).toMatch(/3 rows: 3 to add, 0 to change, 0 to go\. Nothing was changed\./);
    const active = await json('import', 'developers', company);
    expect(active.adoption).toEqual({ added: 3, updated: 0, removed: 0 });

    const repository = join(place, 'api.git');
    const now = Math.floor(Date.now() / 1000);
    writeHistory(repository, {
      commits: [1, 2, 3].map((mark) => ({
        mark,
        branch: 'main',
        message: `Step ${mark}\n`,
        author: 'Al <al@x.io>',
        seconds: now - (4 - mark) * DAY,
        parents: mark > 1 ? [mark - 1] : [],
        files: { 'a.txt': `${mark}\n` },
      })),
    });
    const [imported] = await json('import', 'git', repository, '--node', 'Bo');
    expect(imported).toMatchObject({ repository: 'api', node: 'Organisation/Eve/Bo' });
    expect(imported.run.counts.written).toMatchObject({ COMMIT: 3 });

    const again = await insights('import', 'git', repository, '--node', 'Bo');
    expect(again.stdout).toMatch(/^api: nothing new/);
    expect((await insights('sync')).stdout).toMatch(/^api: nothing new/);
    const lost = await insights('import', 'git', repository, '--node', 'Nobody');
    expect(lost).toMatchObject({ code: 3 });
    expect(lost.stderr).toMatch(/There is no node "Nobody": choose from Organisation/);
    const nowhere = await insights('import', 'git', join(place, 'nowhere'));
    expect(nowhere).toMatchObject({ code: 3 });
    expect(nowhere.stderr).toMatch(/nowhere does not exist: check the path/);
    expect(await insights('import', 'git', place)).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(
        /^insights: .+ is no git repository: name the folder that holds one\.\n$/,
      ),
    });

    const commits = `{ insights(scope: { path: "Organisation/Eve/Bo" }, metrics: [CODING_DAYS_PER_DEVELOPER],
      range: { last: { count: 2, unit: WEEK } }) { headline { sampleSize } } }`;
    await expect
      .poll(async () => (await ask(at.url, at.key, commits)).body.data, { timeout: 10_000 })
      .toMatchObject({ insights: [{ headline: { sampleSize: 3 } }] });
    const { stdout } = await insights('doctor');
    expect(stdout).toMatch(
      /^NO_DATA: .*\n {2}.*\n {2}.*(DEPLOYMENT_FREQUENCY|LEAD_TIME_FOR_CHANGES).* of .*Organisation\/Eve\/Bo/m,
    );
    const causes = stdout.match(/^\S.*\n {2}.*/gm) ?? [];
    expect(new Set(causes).size).toBe(causes.length);
  });

  it('draft a developers file from the people of the sources', async () => {
    const { stdout } = await insights('import', 'developers', '--from-sources');
    expect(stdout).toMatch(/^Full Name,Email,Manager Email,Alternate Emails\nAl,al@x\.io,,\n$/);
  });

  it('need an account named as soon as there are two', async () => {
    expect((await insights('account', 'create', 'Other')).code).toBe(0);
    expect((await insights('account', 'create', 'Other')).code).toBe(3);
    const unnamed = await insights('key', 'list');
    expect(unnamed).toMatchObject({ code: 3 });
    expect(unnamed.stderr).toMatch(
      /There are several accounts: name one with --account \(Default, Other\)/,
    );
    expect(await json('key', 'list', '--account', 'Other')).toEqual([]);
  });

  it('that need the folder to themselves are refused', async () => {
    const refused = await insights('copy', '--to', 'postgres://nobody@127.0.0.1:1/none');
    expect(refused).toMatchObject({ code: 4, stdout: '' });
    expect(refused.stderr).toMatch(/is in use by another process: stop it first/);
  });

  it('that are none end with the list of those there are', async () => {
    const unknown = await insights('improt');
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toMatch(/unknown command 'improt'[\s\S]*import/);
    expect((await insights('--help')).code).toBe(0);
  });
});
