import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { takeFileLock } from '../../src/command/owner/file-lock.js';
import { administer } from '../storage/databases.js';
import { emptyDatabase, LONG, launch, newDataFolder, newFolder, run } from './program.js';

const place = newFolder();
afterAll(() => rmSync(place, { recursive: true, force: true }));

const LINES = 60_000;
const updatedAt = '2026-03-03T12:00:00Z';
/** More facts than can be imported before a signal comes. */
function writeFacts(): string {
  const path = join(place, 'facts.ndjson');
  const lines = Array.from({ length: LINES }, (_, index) =>
    JSON.stringify({
      kind: 'VERSION',
      id: `v${index}`,
      updatedAt,
      project: 'SHOP',
      name: `${index}`,
    }),
  );
  writeFileSync(path, lines.join('\n'));
  return path;
}

const countOf = async (url: string, sql: string): Promise<number> =>
  Number((await administer(url, sql)).rows[0].count);

let url: string;
let environment: { DATABASE_URL: string; DATA_DIR: string };
beforeAll(async () => {
  url = await emptyDatabase();
  environment = { DATABASE_URL: url, DATA_DIR: join(place, 'server') };
  expect(await run(['account', 'create', 'Company'], environment)).toMatchObject({ code: 0 });
}, LONG);

it(
  'an import of facts ends in order at the first signal, and says what it wrote',
  async () => {
    const facts = writeFacts();
    const importing = launch(['import', 'facts', facts], environment);
    const written = () => countOf(url, 'select count(*) from project_version');
    await expect.poll(written, { timeout: 60_000 }).toBeGreaterThan(0);
    importing.process.kill('SIGINT');
    const { code, stdout, stderr } = await importing.ended;
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    const [, accepted, read] =
      /^insights: Interrupted: (\d+) of (\d+) lines accepted: .* They stay; import the file again for the rest\.$/m.exec(
        stderr,
      )!;
    expect(accepted).toBe(read);
    expect(Number(read)).toBeLessThan(LINES);
    expect(await countOf(url, 'select count(*) from project_version')).toBe(Number(read));
    expect(stderr).not.toMatch(/Recalculating|^\s+at /m);
  },
  LONG,
);

/** Starts a command and waits until it has found that another process holds its data folder. */
async function launchWaiting(given: readonly string[], folder: string) {
  mkdirSync(folder, { recursive: true });
  const unlock = takeFileLock(join(folder, 'owner.lock'))!;
  const waiting = launch(given, { DATA_DIR: folder });
  await waiting.says(/Waiting for the process that holds/);
  return { waiting, unlock };
}

it(
  'a command that waits for the data folder ends at the first signal',
  async () => {
    const { waiting, unlock } = await launchWaiting(['show'], join(place, 'held'));
    waiting.process.kill('SIGTERM');
    const { code, stderr } = await waiting.ended;
    expect({ code, stderr }).toEqual({
      code: 130,
      stderr: expect.stringMatching(/^insights: Interrupted: What was written stays: .*$/m),
    });
    unlock();
  },
  LONG,
);

it(
  'a file that vanishes or cannot be read while a command reads it is reported in one line',
  async () => {
    const folder = await newDataFolder(place);
    const create = ['account', 'create', 'Company'];
    expect(await run(create, { DATA_DIR: folder })).toMatchObject({ code: 0 });
    const vanishing = join(place, 'vanishing.ndjson');
    writeFileSync(vanishing, '');
    const { waiting, unlock } = await launchWaiting(['import', 'facts', vanishing], folder);
    rmSync(vanishing);
    unlock();
    const said = async (ended: ReturnType<typeof run>, path: string) => {
      const { code, stdout, stderr } = await ended;
      const lines = stderr.split('\n').filter((line) => line !== '' && !/^Waiting/.test(line));
      return [code, stdout, ...lines.map((line) => line.replace(path, 'PATH'))];
    };
    const unusable = (why: string) =>
      `insights: PATH cannot be used: ${why}. Check the path, then repeat the command.`;
    expect(await said(waiting.ended, vanishing)).toEqual([6, '', unusable('it is not there')]);
    const facts = run(['import', 'facts', place], environment);
    expect(await said(facts, place)).toEqual([6, '', unusable('it is a folder')]);
    const developers = run(['import', 'developers', place], environment);
    expect(await said(developers, place)).toEqual([
      ...[2, ''],
      'insights: PATH cannot be read: check the path.',
    ]);
    const key = join(environment.DATA_DIR, 'secret.key');
    rmSync(key);
    mkdirSync(key);
    expect(await said(run(['show'], environment), key)).toEqual([
      ...[6, ''],
      unusable('it is a folder'),
    ]);
  },
  LONG,
);
