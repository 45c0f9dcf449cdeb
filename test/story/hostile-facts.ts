import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { examples } from './imported-lines.js';

/** A line, and whether the form must refuse it. */
export interface HostileLine {
  readonly text: string;
  readonly isBad: boolean;
}

/** Fields that put a line far from the team's repository, project and service, and from its people and commits. */
const far: Readonly<Record<string, unknown>> = {
  ...{ repository: 'far', project: 'FAR', service: 'far', services: ['far'], environment: 'far' },
  ...{ author: { id: '900' }, owner: { id: '900' }, assignee: { id: '900' }, assigneeHistory: [] },
  ...{ key: 'FAR-1', title: 'FAR', message: 'Far', name: 'far', sourceBranch: 'far', labels: [] },
  ...{ sha: 'f'.repeat(40), mergeSha: 'd'.repeat(40), headSha: 'c'.repeat(40), parents: [] },
  ...{ causedBy: [], sprintHistory: [], commits: [], reviews: [], comments: [] },
  ...{ artifactsIn: [], artifactsOut: [] },
};
const elsewhere = examples.slice(1).map((line): Record<string, unknown> => {
  const fact = Object.entries(JSON.parse(line) as Record<string, unknown>);
  return Object.fromEntries(fact.map(([field, value]) => [field, far[field] ?? value]));
});

const long = (bytes: number) => randomBytes(bytes).toString('base64').slice(0, bytes);
const badTexts = ['x\0y', '\0', '\ud800', 'a\udfffb', 5, {}, ['x'], long(400_000), null];
const badNames = [...badTexts, '', 'a\x1b', long(1_001), '€'.repeat(334)];
const badInstants = [1e15, -1, 0, 8.64e15, 8.64e16, '9999-12-31T00:00:00Z', 'now', '', {}, null];
const badCounts = [2 ** 31, 2 ** 53, -1, 0.5, '1', {}];
const extremeNames = () => [long(1_000), '"'.repeat(1_000), '€'.repeat(333), '😀'.repeat(250), ' '];

const names = ['id', 'key', 'name', 'pipeline', 'status', 'type', 'targetBranch'];
const freeNames = ['parent', 'environment', 'infrastructure', 'resolution', 'priority', 'branch'];
const instants = ['updatedAt', 'createdAt', 'openedAt', 'authoredAt', 'taggedAt'];
const counts = ['number', 'additions', 'deletions', 'attempt'];

type Change = (fact: Record<string, unknown>) => HostileLine | null;
const isOf = (fact: Record<string, unknown>, field: string) =>
  field in fact && !(field === 'number' && fact.kind === 'PIPELINE_RUN');
const changed = (fact: object, change: object, isBad: boolean): HostileLine => ({
  text: JSON.stringify({ ...fact, ...change }),
  isBad,
});
const changing =
  (fields: readonly string[], values: readonly unknown[], isBad: boolean) =>
  (which: number, value: number): Change =>
  (fact) => {
    const own = fields.filter((field) => isOf(fact, field));
    const field = own[which % Math.max(1, own.length)];
    if (field === undefined) return null;
    return changed(fact, { [field]: values[value % values.length] }, isBad);
  };
const badLines = [
  '{',
  '[]',
  '"x"',
  '{"kind":"POEM"}',
  'x\0',
  '\ud800',
  `{"kind":"${'x'.repeat(1_000_001)}"}`,
];

/** Hostile changes of a line of any kind, each with what is to become of it. */
const changes: readonly ((which: number, value: number) => Change)[] = [
  changing(names, badNames, true),
  changing(['title', 'message'], badTexts, true),
  changing(instants, badInstants, true),
  changing(counts, badCounts, true),
  changing(freeNames, badNames.slice(0, -5).concat(['', 'a\x1b', long(1_001)]), true),
  () => (fact) => changed(fact, { '\0': 1 }, true),
  () => (fact) => changed(fact, { files: [{ path: 'a\0' }] }, true),
  (which) => () => ({ text: badLines[which % badLines.length]!, isBad: true }),
  (which) => (fact) => changed(fact, { id: extremeNames()[which % 4] }, false),
  changing(freeNames.slice(1), extremeNames(), false),
  changing(['number', 'additions', 'deletions', 'attempt'], [0, 2 ** 31 - 1], false),
  changing(['updatedAt'], ['1980-01-01T00:00:00Z', '2026-11-01T00:00:00Z'], false),
  changing(['title', 'message'], ['', '€'.repeat(90_000), 'FAR-2 '.repeat(2_000)], false),
  changing(['author', 'owner', 'assignee'], [null], false),
];
const line = fc
  .record({
    base: fc.nat(elsewhere.length - 1),
    change: fc.nat(changes.length - 1),
    which: fc.nat(1000),
    value: fc.nat(1000),
    name: fc.uuid(),
  })
  .map(({ base, change, which, value, name }): HostileLine => {
    const origin = elsewhere[base]!;
    const id = `${origin.kind}-${name}`;
    const fact = {
      ...origin,
      id,
      ...(origin.kind === 'REPOSITORY' ? { name: id, url: null } : {}),
    };
    return changes[change]!(which, value)(fact) ?? changed(fact, {}, false);
  });

/** So many lines that nobody in their right mind would send, some of which a form must take nevertheless. */
export const hostileLines = (count: number, seed: number): HostileLine[] =>
  fc.sample(line, { numRuns: count, seed });

/** Items of which each is the parent of the next; the last closes the circle and must be refused. */
export const circle = (length: number): HostileLine[] => {
  const item = elsewhere.find(({ kind }) => kind === 'WORK_ITEM')!;
  return Array.from({ length }, (_none, index) =>
    changed(
      item,
      { id: `circle-${index}`, key: `FAR-${index + 9}`, parent: `circle-${(index + 1) % length}` },
      index === length - 1,
    ),
  );
};
