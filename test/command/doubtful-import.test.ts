import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { git, writeHistory } from '../story/fast-import.js';
import { packRefs, writeObject } from '../story/raw-objects.js';
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
const repository = join(place, 'api.git');
const NOW = Math.floor(Date.now() / 1000);
const DAY = 86_400;
const absent = '12'.repeat(20);
let server: Running;
let at: { url: string; key: string };

const pointer = (id: string) =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${id.repeat(64)}\nsize 12\n`;
const author = 'Al <al@x.io>';
const step = (mark: number, seconds = NOW - (9 - mark) * DAY) => ({
  ...{ mark, branch: 'main', message: `Step ${mark}`, author, seconds },
  parents: mark > 1 ? [mark - 1] : [],
});

/** Writes a history with one of each thing that is kept with a reservation or excluded. */
function writeDoubtful(): void {
  const text = (name: string) =>
    Array.from({ length: 9 }, (_, line) => `${name} ${line}\n`).join('');
  writeHistory(repository, {
    commits: [
      {
        ...step(1),
        files: {
          'a.txt': text('a'),
          'x.psd': pointer('a'),
          '.gitattributes': '*.psd filter=lfs\n',
        },
      },
      { ...step(2), files: { 'a.txt': text('b'), 'x.psd': pointer('b'), 'b.bin': 'a\0b' } },
      { ...step(3, 4_102_444_800), files: { 'c.txt': 'c\n' } },
      { ...step(4, 1), files: { 'd.txt': 'd\n' } },
    ],
  });
  const tag = (object: string) =>
    `object ${object}\ntype commit\ntag x\ntagger M <m@x> 253402300799 +0000\n\nm\n`;
  const write = (object: string) => writeObject(repository, 'tag', Buffer.from(tag(object)));
  const [last, first] = [
    git(repository, ['rev-parse', 'main']),
    git(repository, ['rev-parse', 'main~3']),
  ];
  packRefs(
    repository,
    new Map([
      ['refs/heads/gone', absent],
      ['refs/tags/dated', write(first)],
      ['refs/tags/undated', write(last)],
    ]),
  );
}

beforeAll(async () => {
  writeDoubtful();
  server = launch(['serve', '--empty'], environment);
  at = await address(server);
  const people = join(place, 'people.csv');
  writeFileSync(people, 'Name,Email,Manager Email\nBo,bo@x.io,\nAl,al@x.io,bo@x.io\n');
  expect((await insights('import', 'developers', people)).code).toBe(0);
}, LONG);
afterAll(async () => {
  server.process.kill('SIGTERM');
  expect((await server.ended).code).toBe(0);
  rmSync(place, { recursive: true, force: true });
});

it(
  'import git counts what is kept with a reservation or ignored, and the API names it',
  async () => {
    const { code, stdout } = await insights('import', 'git', repository, '--node', 'Bo');
    const short = (name: string) => git(repository, ['rev-parse', name]).slice(0, 12);
    expect(code).toBe(0);
    for (const words of [
      ' 4 commits,',
      ` 1 commits authored in the future, which count nowhere yet (${short('main~1')}).`,
      ` 1 commits authored before 1980, which count nowhere (${short('main')}).`,
      ' 1 tags dated by their commit, since their own date cannot be (dated).',
      ' 1 tags excluded, since no date of theirs can be (undated).',
      ' 1 branches and tags excluded, since their object is missing or damaged (refs/heads/gone).',
    ])
      expect(stdout).toContain(words);

    const query = '{ integrations { nodes { lastRun { doubtful { reason count first } } } } }';
    const { data } = (await ask(at.url, at.key, query)).body as never as {
      data: { integrations: { nodes: { lastRun: { doubtful: { reason: string }[] } }[] } };
    };
    const [{ lastRun }] = data.integrations.nodes as [(typeof data.integrations.nodes)[0]];
    const order = (left: { reason: string }, right: { reason: string }) =>
      left.reason < right.reason ? -1 : 1;
    expect([...lastRun.doubtful].sort(order)).toEqual([
      { reason: 'AUTHORED_BEFORE_1980', count: 1, first: [git(repository, ['rev-parse', 'main'])] },
      { reason: 'AUTHORED_IN_FUTURE', count: 1, first: [git(repository, ['rev-parse', 'main~1'])] },
      { reason: 'REF_BROKEN', count: 1, first: ['refs/heads/gone'] },
      { reason: 'TAG_DATE_REPLACED', count: 1, first: ['dated'] },
      { reason: 'TAG_LEFT_OUT', count: 1, first: ['undated'] },
    ]);
  },
  LONG,
);

it(
  'the explanation of code rework counts the files whose lines nobody wrote',
  async () => {
    const query = `{ insights(scope: { path: "Organisation/Bo" }, metrics: [CODE_REWORK],
      range: { last: { count: 4, unit: WEEK } }) { headline { sampleSize } explanation { notes } } }`;
    const notes = async () => JSON.stringify((await ask(at.url, at.key, query)).body);
    await expect
      .poll(notes, { timeout: 20_000 })
      .toMatch(/3 files add no lines, since nobody wrote them: pointer files of Git LFS/);
  },
  LONG,
);

it(
  'import git of a repository whose default branch is empty names the branches that exist',
  async () => {
    const empty = join(place, 'empty.git');
    writeHistory(empty, { commits: [] });
    const nothing = await insights('import', 'git', empty);
    expect(`${nothing.stdout}${nothing.stderr}`).toMatch(/There are no branches yet\./);
    const other = join(place, 'other.git');
    writeHistory(other, { commits: [{ ...step(1), branch: 'trunk', files: { a: 'a\n' } }] });
    const named = await insights('import', 'git', other);
    expect(`${named.stdout}${named.stderr}`).toMatch(/There are the branches trunk\./);
  },
  LONG,
);
