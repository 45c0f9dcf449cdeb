import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plantedTexts, shownIn } from '../server/planted-secrets.js';
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

const [login, token, query] = plantedTexts as [string, string, string];
/** Secrets without the form of any token. */
const OPAQUE = 'Planted8OpaqueWordOfTheOperator';
const SEALING = `2026:${Buffer.from('Planted9KeyKeyKeyKeyKeyKeyKeyKey').toString('base64')}`;
const [, sealing] = SEALING.split(':') as [string, string];

const place = newFolder();
const environment = { DATA_DIR: await newDataFolder(place), PORT: '0' };
const ofServer = {
  ...{ ...environment, LOG_LEVEL: 'trace', INSIGHTS_ADMIN_KEY: OPAQUE },
  ...{ INSIGHTS_SECRET_KEYS: SEALING, GIT_TERMINAL_PROMPT: '0' },
  HTTPS_PROXY: `http://proxy:${OPAQUE}@127.0.0.1:1`,
};
let server: Running;
let url: string;

/** The texts that a process should not have written. */
const shown = ({ stdout, stderr }: { stdout: string; stderr: string }): string[] => [
  ...shownIn(stdout + stderr),
  ...[stdout, stderr].filter((text) => text.includes(sealing)),
];

beforeAll(async () => {
  server = launch(['serve', '--empty'], ofServer);
  ({ url } = await address(server));
}, LONG);
afterAll(() => {
  server.process.kill('SIGKILL');
  rmSync(place, { recursive: true, force: true });
});

const file = (name: string, text: string): string => {
  writeFileSync(join(place, name), text);
  return join(place, name);
};

describe('a secret on a command line', { timeout: LONG }, () => {
  it.each([
    [[token]],
    [[`--token=${OPAQUE}`, 'sync']],
    [['sync', `-p${OPAQUE}`]],
    [['connect', 'github', `--token=${OPAQUE}`]],
    [['connect', 'github', '--token', OPAQUE]],
    [['connect', 'github', '--token-file', OPAQUE]],
    [['connect', token]],
    [['key', 'create', 'wiki', '--role', token]],
    [['key', 'create', 'wiki', '--expires-in', token]],
    [['copy', '--to', `mysql://root:${OPAQUE}@db/x`]],
  ])('is not repeated where the line is wrong: %j', async (given) => {
    const ended = await run(given, environment);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).not.toBe('');
    expect(shown(ended)).toEqual([]);
  });

  it.each([
    [['sync', token]],
    [['doctor', '--team', token]],
    [['show', token]],
    [['key', 'revoke', token]],
    [['key', 'create', token]],
    [['account', 'create', login]],
    [['account', 'create', 'Shop', '--time-zone', token]],
    [['integration', 'pause', token]],
    [['integration', 'remove', token]],
    [['integration', 'assign', token, login]],
    [['import', 'git', login.slice('see '.length)]],
    [['import', 'git', join(place, token)]],
    [['import', 'facts', join(place, token)]],
    [['import', 'developers', join(place, token)]],
    [['sync', '--account', token]],
    [['sync', token, '--json']],
  ])('is not repeated where it names nothing: %j', async (given) => {
    const ended = await run(given, environment);
    expect(ended.code).not.toBe(0);
    expect(ended.stdout + ended.stderr).not.toBe('');
    expect(shown(ended)).toEqual([]);
  });

  it('is not repeated of files that are imported', async () => {
    const people = `Name,Email,Manager Email\n${token},${login},\n`;
    const fact = { kind: 'WORK_ITEM', id: token, updatedAt: query, title: login };
    const imported = [
      await run(['import', 'developers', file('people.csv', people)], environment),
      await run(['import', 'facts', file('facts.jsonl', JSON.stringify(fact))], environment),
      await run(['import', 'facts', file('broken.jsonl', `{"${token}`)], environment),
    ];
    for (const ended of imported) expect(ended.code).not.toBe(0);
    expect(imported.flatMap(shown)).toEqual([]);
  });
});

describe('a secret in the environment', { timeout: LONG }, () => {
  it.each([
    [{ CORS_ORIGINS: login }],
    [{ GIT_HOSTS: token }],
    [{ PORT: token }],
    [{ LOG_LEVEL: query }],
    [{ HOST: plantedTexts[5]! }],
    [{ DATABASE_URL: `mysql://root:${OPAQUE}@db` }],
    [{ INSIGHTS_ADMIN_KEY_FILE: OPAQUE }],
    [{ INSIGHTS_SECRET_KEYS_FILE: SEALING }],
    [{ DATABASE_URL_FILE: plantedTexts[5]! }],
    [{ INSIGHTS_SECRET_KEYS: `${SEALING}, ${OPAQUE}` }],
  ])('is not shown where the environment cannot be used: %j', async (wrong) => {
    const ended = await run(['key', 'list'], { ...environment, ...wrong });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(Object.keys(wrong)[0]);
    expect(shown(ended)).toEqual([]);
  });

  it('is not shown where the database cannot be reached', async () => {
    const DATABASE_URL = `postgres://reader:${OPAQUE}@127.0.0.1:1/x`;
    const ended = await run(['key', 'list'], { ...environment, DATABASE_URL, LOG_LEVEL: 'trace' });
    expect(ended.code).toBe(6);
    expect(shown(ended)).toEqual([]);
  });

  it('is not written by a server that works with it, nor rests in its files', async () => {
    const asked = await ask(
      url,
      OPAQUE,
      'query ($x: String!) { teams(search: $x) { nodes { id } } }',
      {
        x: plantedTexts.join(' '),
      },
    );
    expect(asked.status).toBe(200);
    await fetch(`${url}/${token}?access_token=${token}`);
    await fetch(`${url}/webhooks/%ff${token}`);
    server.process.kill('SIGTERM');
    const ended = await server.ended;
    expect(ended.stderr).toContain('"request"');
    expect(shown(ended)).toEqual([]);
    const files = readdirSync(environment.DATA_DIR, { recursive: true, encoding: 'utf8' })
      .map((name) => join(environment.DATA_DIR, name))
      .filter((path) => statSync(path).isFile());
    const holding = files.filter((path) => {
      const bytes = readFileSync(path);
      return bytes.includes('Planted') || bytes.includes(sealing);
    });
    expect(holding).toEqual([]);
  });
});
