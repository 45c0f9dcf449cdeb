import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { lineReader, type RecordLine } from '../../../src/providers/custom/read-line.js';
import { toFacts } from '../../../src/providers/custom/to-facts.js';

const now = Date.UTC(2026, 10, 1);
const read = lineReader(now);
const readme = readFileSync(
  new URL('../../../src/providers/custom/README.md', import.meta.url),
  'utf8',
);
const [examples, others] = [...readme.matchAll(/```ndjson\n([^`]*)```/g)].map(([, lines]) =>
  lines!.trimEnd().split('\n'),
) as [string[], string[]];
const example = (kind: string, change: object) => {
  const text = examples.find((one) => one.includes(`"kind":"${kind}"`))!;
  return JSON.stringify({ ...(JSON.parse(text) as object), ...change });
};
const done = { status: 'Done', category: 'DONE' };
const errorsOf = (line: RecordLine) =>
  'errors' in line
    ? line.errors.map(({ code, field }) => [code, ...field].join(' '))
    : ['accepted'];

test('every example of the form is accepted', () => {
  const all = [...examples, ...others];
  expect(all.map((text) => errorsOf(read(text)))).toEqual(all.map(() => ['accepted']));
  const facts = toFacts({ body: examples.join('\n'), fetchedAt: now });
  const counts = Object.entries(facts).map(([kind, all]) => [kind, all.length]);
  expect(Object.fromEntries(counts)).toEqual({
    ...{ REPOSITORY: 1, COMMIT: 1, TAG: 1, PULL_REQUEST: 1, WORK_ITEM: 1, SPRINT: 1, VERSION: 1 },
    ...{ PIPELINE_RUN: 2, INCIDENT: 1, CHANGE_REQUEST: 1, tombstones: 0 },
  });
});

describe('a line is refused, with the field and what to do', () => {
  it.each([
    ['no JSON', '{"kind":', 'NOT_JSON'],
    ['a list', '[]', 'NOT_JSON'],
    ['no kind', '{"id":"1"}', 'UNKNOWN_KIND'],
    ['an unknown kind', '{"kind":"POEM","id":"1"}', 'UNKNOWN_KIND'],
    ['a kind of every object', '{"kind":"toString","id":"1"}', 'UNKNOWN_KIND'],
    ['another version', '{"form":"engineering-insights","version":2}', 'UNKNOWN_VERSION'],
    ['another form', '{"form":"facts","version":1}', 'UNKNOWN_VERSION'],
    ['a form without a version', '{"form":"engineering-insights"}', 'UNKNOWN_VERSION'],
    ['ten million characters', `{"kind":"SPRINT","name":"${'x'.repeat(1e7)}"}`, 'TOO_LONG'],
    ['a missing id', example('SPRINT', { id: undefined }), 'INVALID id'],
    ['a misspelt field', example('SPRINT', { stat: 'CLOSED' }), 'INVALID stat'],
    ['a NUL in a name', example('SPRINT', { name: 'a\0' }), 'INVALID name'],
    ['half of a character', example('PULL_REQUEST', { title: '\ud83d' }), 'INVALID title'],
    ['a number beyond the column', example('PULL_REQUEST', { number: 2 ** 31 }), 'INVALID number'],
    ['a name of 1,002 bytes', example('SPRINT', { name: '€'.repeat(334) }), 'INVALID name'],
    [
      'a NUL deep in a list',
      example('PULL_REQUEST', { files: [{ path: 'a\0b' }] }),
      'INVALID files 0 path',
    ],
    [
      'a control character in an environment',
      example('PIPELINE_RUN', { environment: 'a\x1b' }),
      'INVALID environment',
    ],
    [
      'an instant in microseconds',
      example('COMMIT', { authoredAt: 1_772_442_000_000_000 }),
      'INVALID authoredAt',
    ],
    [
      'a resolution long before the creation',
      example('INCIDENT', { resolvedAt: '2026-03-03T09:44:59Z' }),
      'INVALID resolvedAt',
    ],
    [
      'done without a history that says since when',
      example('WORK_ITEM', { resolvedAt: null, statusHistory: [] }),
      'INVALID resolvedAt',
    ],
    [
      'an end before the start',
      example('SPRINT', { endAt: '2026-01-01T00:00:00Z' }),
      'INVALID endAt',
    ],
    [
      'a day without an offset',
      example('INCIDENT', { createdAt: '2026-03-03' }),
      'INVALID createdAt',
    ],
    [
      'a far future',
      example('COMMIT', { authoredAt: '2027-01-01T00:00:00Z' }),
      'INVALID authoredAt',
    ],
    ['1979', example('COMMIT', { authoredAt: '1979-12-31T00:00:00Z' }), 'INVALID authoredAt'],
    ['a merge without an instant', example('PULL_REQUEST', { mergedAt: null }), 'INVALID mergedAt'],
    ['its own parent', example('WORK_ITEM', { parent: '10007' }), 'INVALID parent'],
    [
      'a history from long before',
      example('WORK_ITEM', { statusHistory: [{ ...done, at: '2026-02-26T07:54:59Z' }] }),
      'INVALID statusHistory',
    ],
    ['negative points', example('WORK_ITEM', { points: -1 }), 'INVALID points'],
    ['no kind of run', example('PIPELINE_RUN', { kinds: [] }), 'INVALID kinds'],
  ])('%s', (_what, text, error) => {
    expect(errorsOf(read(text))).toEqual([error]);
  });
  it('for every reason at once', () => {
    const line = example('INCIDENT', { key: '', createdAt: 'yesterday' });
    expect(errorsOf(read(line))).toEqual(['INVALID key', 'INVALID createdAt']);
  });
});

test('a tombstone needs an id and an instant alone', () => {
  const at = '2026-03-03T09:00:00Z';
  expect(read(`{"kind":"WORK_ITEM","id":"1","updatedAt":"${at}","deleted":true}`)).toEqual({
    tombstone: { kind: 'WORK_ITEM', id: '1', updatedAt: Date.parse(at) },
  });
  expect(errorsOf(read('{"kind":"WORK_ITEM","id":"1","deleted":true}'))).toEqual([
    'INVALID updatedAt',
  ]);
});

test('what a history reports by the skew of a clock before the creation happened then', () => {
  const line = read(
    example('WORK_ITEM', { statusHistory: [{ ...done, at: '2026-02-26T07:55:00Z' }] }),
  );
  expect(line).toMatchObject({
    fact: { statusHistory: [{ at: Date.parse('2026-02-26T08:00:00Z') }] },
  });
});

test('an item without a sprint history lies in its sprint from the creation on', () => {
  const inSprint = (sprintHistory?: object[]) =>
    read(example('WORK_ITEM', { sprint: 'S1', sprintHistory }));
  const at = Date.parse('2026-02-26T08:00:00Z');
  expect(inSprint()).toMatchObject({
    fact: { sprintHistory: [{ at, sprint: 'S1', added: true }] },
  });
  const history = [{ at: at + 1, sprint: 'S9', added: true }];
  expect(inSprint(history)).toMatchObject({ fact: { sprintHistory: history } });
});

test('histories come in the order of time however they were reported', () => {
  const changes = [3, 1, 2].map((day) => ({ at: Date.UTC(2026, 2, day), points: day }));
  const line = read(example('WORK_ITEM', { pointsHistory: changes }));
  expect(line).toMatchObject({
    fact: { pointsHistory: [{ points: 1 }, { points: 2 }, { points: 3 }] },
  });
});

const messagesOf = (line: RecordLine) =>
  'errors' in line ? line.errors.map(({ message }) => message) : [];

test('wrong values are named with what to write instead, never in the words of a library', () => {
  const wrong = example('PULL_REQUEST', {
    ...{ id: undefined, title: 5, state: 'OPENED', labels: 'x', reviews: [{ state: 'no' }] },
    ...{ additions: 0.5, colour: 'red' },
  });
  expect(errorsOf(read(wrong)).sort()).toEqual([
    'INVALID additions',
    'INVALID colour',
    'INVALID id',
    'INVALID labels',
    'INVALID reviews 0 at',
    'INVALID reviews 0 by',
    'INVALID reviews 0 state',
    'INVALID state',
    'INVALID title',
  ]);
  const messages = messagesOf(read(wrong));
  expect(messages).toContain('It is missing: give a text.');
  expect(messages).toContain('It is 5: give a text.');
  expect(messages).toContain('It is "OPENED": give one of OPEN, MERGED, CLOSED.');
  expect(messages).toContain('It is "x": give a list.');
  expect(messages.join()).not.toMatch(/Invalid|expected|received|unrecognized/i);
});

test('a byte order mark before a line says nothing', () => {
  expect(read(`\uFEFF${example('SPRINT', {})}`)).toMatchObject({ kind: 'SPRINT' });
  expect(read('\uFEFF')).toEqual({ nothing: true });
});

test('what ended by the skew of a clock before it began ended when it began', () => {
  const at = Date.parse('2026-03-03T09:50:00Z');
  expect(read(example('INCIDENT', { resolvedAt: '2026-03-03T09:45:00Z' }))).toMatchObject({
    fact: { createdAt: at, resolvedAt: at },
  });
  const opened = Date.parse('2026-03-02T10:00:00Z');
  expect(read(example('PULL_REQUEST', { mergedAt: opened - 1 }))).toMatchObject({
    fact: { mergedAt: opened },
  });
});

test('what is done was done when its history last says so, where nothing else does', () => {
  const day = (number: number) => Date.UTC(2026, 2, number);
  const changes = ['TODO', 'DONE', 'TODO', 'DONE', 'DONE'].map((category, index) => ({
    ...{ at: day(index + 1), status: category, category },
  }));
  const item = (statusHistory: object[]) =>
    read(
      example('WORK_ITEM', {
        ...{ resolvedAt: undefined, createdAt: Date.UTC(2026, 1, 26), statusHistory },
      }),
    );
  expect(item(changes)).toMatchObject({ fact: { resolvedAt: day(4) } });
  expect(errorsOf(item(changes.slice(0, 3)))).toEqual(['INVALID resolvedAt']);
});

test('somebody whom the tool deleted is unknown', () => {
  const by = null;
  const comments = [{ by, at: '2026-03-02T11:00:00Z' }];
  expect(read(example('PULL_REQUEST', { author: null, comments }))).toMatchObject({
    fact: { author: { id: '', name: null }, comments: [{ by: { id: '' } }] },
  });
  expect(errorsOf(read(example('PULL_REQUEST', { author: undefined })))).toEqual([
    'INVALID author',
  ]);
});
