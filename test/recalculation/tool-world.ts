import fc from 'fast-check';
import type { FactOf, Facts } from '../../src/model/facts/facts.js';
import type { Person } from '../../src/model/facts/people.js';
import { DAY_MILLISECONDS, type Instant } from '../../src/model/time.js';

/** The facts that tools other than git may report of the small world: few ids, keys and hashes, so that everything meets everything. */
const start: Instant = Date.UTC(2026, 0, 20);
const instant = fc
  .integer({ min: 0, max: 160 })
  .map((step) => start + (step * DAY_MILLISECONDS) / 2);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 3 });
const list = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { maxLength: 2 });
const person: fc.Arbitrary<Person> = fc
  .constantFrom('ada', 'bo', 'cy', 'di', 'renovate[bot]')
  .map((name) => ({
    ...{ applicationType: 'CUSTOM', id: name, name },
    email: name.includes('bot') ? null : `${name}@work.io`,
  }));
const often = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 8 });
const index = fc.nat(5);
const idOf = (kind: string, number: number) => `${kind}:${number}`;
const runId = (number: number) => idOf('r', number);
const repository = fc.constantFrom('world:0', 'world:0', 'world:1');
const sha = fc
  .tuple(fc.nat(1), fc.nat(7), fc.nat(1))
  .map(([home, position, variant]) => `world:${home}:${position}${variant}`);
const key = fc.nat(4).map((number) => `SHOP-${number + 1}`);
const path = fc.constantFrom('a.ts', 'b.ts');
const text = fc
  .tuple(fc.constantFrom('', 'Fix ', 'Revert "Fix SHOP-1"', 'Fix SHOP-1'), maybe(key))
  .map(([beginning, named]) => `${beginning}${named ?? ''}`);
const label = fc.constantFrom('ui', 'chore');
const service = fc.constantFrom('checkout', 'search');
const category = fc.constantFrom('TODO', 'IN_PROGRESS', 'DONE');

type Content<Kind extends keyof FactOf> = fc.Arbitrary<Omit<FactOf[Kind], 'id' | 'updatedAt'>>;
const act = { by: person, at: instant };

const pullRequest: Content<'PULL_REQUEST'> = fc.record({
  ...{ repository, number: index, title: text, body: maybe(text), author: person },
  ...{ sourceBranch: text, targetBranch: fc.constantFrom('main', 'release') },
  ...{
    labels: list(label),
    state: fc.constantFrom('OPEN', 'MERGED', 'CLOSED'),
    url: fc.constant(null),
  },
  ...{
    openedAt: instant,
    readyAt: maybe(instant),
    mergedAt: maybe(instant),
    closedAt: maybe(instant),
  },
  mergeMethod: fc.constantFrom(null, 'MERGE', 'SQUASH'),
  ...{ mergeSha: maybe(sha), headSha: maybe(sha), reverts: maybe(index.map((n) => idOf('p', n))) },
  ...{ additions: maybe(fc.nat(9)), deletions: maybe(fc.nat(9)) },
  files: list(
    fc.record(
      { path, from: path, additions: fc.nat(9), deletions: maybe(fc.nat(9)) },
      { requiredKeys: ['path', 'additions', 'deletions'] },
    ),
  ),
  commits: list(fc.record({ sha, authoredAt: instant, message: text, isMerge: fc.boolean() })),
  reviews: list(
    fc.record({
      ...{ ...act, hasText: fc.boolean() },
      state: fc.constantFrom('APPROVED', 'COMMENTED'),
    }),
  ),
  comments: list(fc.record(act)),
});

const ordered = <T extends { readonly at: Instant }>(entries: fc.Arbitrary<T>) =>
  list(entries).map((given) => given.toSorted((left, right) => left.at - right.at));
const workItem: Content<'WORK_ITEM'> = fc.record({
  ...{ key, formerKeys: list(key), project: fc.constantFrom('SHOP', 'PAY') },
  ...{ type: fc.constantFrom('Story', 'Bug'), isSubtask: fc.boolean(), title: text },
  ...{ status: fc.constantFrom('Open', 'Done'), statusCategory: category },
  ...{ resolution: fc.constant(null), priority: maybe(fc.constantFrom('P0', 'P4')) },
  ...{
    labels: list(label),
    components: list(fc.constantFrom('ui', ' Checkout', 'search')),
    parent: maybe(index.map((n) => idOf('i', n))),
  },
  ...{ points: maybe(fc.nat(8)), assignee: maybe(person), createdAt: instant },
  ...{ resolvedAt: maybe(instant), versions: fc.constant([]), customFields: fc.constant({}) },
  statusHistory: ordered(fc.record({ at: instant, status: fc.constant('Open'), category })),
  assigneeHistory: ordered(fc.record({ at: instant, assignee: maybe(person) })),
  pointsHistory: ordered(fc.record({ at: instant, points: maybe(fc.nat(8)) })),
  sprintHistory: ordered(
    fc.record({ at: instant, sprint: index.map((n) => idOf('s', n)), added: fc.boolean() }),
  ),
  parentHistory: ordered(fc.record({ at: instant, parent: maybe(index.map((n) => idOf('i', n))) })),
  ...{ linkedPullRequests: list(index.map((n) => idOf('p', n))), linkedCommits: list(sha) },
  url: fc.constant(null),
});

const sprint: Content<'SPRINT'> = fc.record({
  ...{ name: fc.constantFrom('One', 'Two'), state: fc.constantFrom('FUTURE', 'ACTIVE', 'CLOSED') },
  ...{ startAt: maybe(instant), endAt: maybe(instant), completedAt: maybe(instant) },
});
const version: Content<'VERSION'> = fc.record({
  ...{ project: fc.constantFrom('SHOP', 'PAY'), name: fc.constant('1.0'), url: fc.constant(null) },
  releasedAt: maybe(instant),
});

const artifact = fc
  .constantFrom('1', '2')
  .map((qualifier) => ({ location: 'docker', name: 'shop', qualifier }));
const run: Content<'PIPELINE_RUN'> = fc.record({
  ...{ pipeline: fc.constantFrom('build', 'deploy'), number: fc.constant(null) },
  kinds: fc.constantFrom<('CI' | 'CD')[][]>(['CI'], ['CD'], ['CD'], ['CI', 'CD']),
  ...{
    run: fc.nat(9).map(String),
    attempt: fc.nat(2),
    parent: fc.constantFrom(null, null, null, 'r:0', 'r:1', 'r:2'),
  },
  ...{
    project: fc.constant(null),
    organization: fc.constant(null),
    repository: fc.constantFrom(null, 'world:0', 'world:0', 'world:0', 'world:1'),
  },
  ...{ branch: maybe(fc.constantFrom('main', 'release')), commits: list(sha) },
  status: fc.constantFrom('SUCCESS', 'SUCCESS', 'SUCCESS', 'FAILURE'),
  ...{ statusName: fc.constantFrom('Succeeded', 'Failed'), rollback: fc.boolean() },
  ...{
    startedAt: maybe(instant),
    endedAt: often(instant),
    services: fc.constantFrom([], ['checkout'], ['checkout'], ['checkout', 'search']),
  },
  ...{
    environment: fc.constantFrom(null, 'prod', 'prod', 'test'),
    infrastructure: fc.constant(null),
  },
  environmentType: fc.constantFrom(null, null, 'PRODUCTION'),
  ...{ tags: list(label), artifactsIn: list(artifact), artifactsOut: list(artifact) },
  ...{ triggeredBy: maybe(person), url: fc.constant(null) },
});

const ticket = {
  ...{
    key: text,
    title: text,
    status: fc.constantFrom('Open', 'Closed'),
    urgency: fc.constant(null),
  },
  ...{ priority: maybe(fc.constantFrom('P0', 'P4')), severity: fc.constant(null) },
  ...{ assignmentGroup: maybe(fc.constantFrom('core', 'web')), service: maybe(service) },
  ...{ owner: maybe(person), createdAt: instant, resolvedAt: maybe(instant) },
  ...{ closedAt: maybe(instant), customFields: fc.constant({}), url: fc.constant(null) },
};
const runIds = list(index.map(runId));
const contents = {
  ...{ PULL_REQUEST: pullRequest, WORK_ITEM: workItem, SPRINT: sprint, VERSION: version },
  ...{ PIPELINE_RUN: run, CHANGE_REQUEST: fc.record(ticket) },
  INCIDENT: fc.record({
    ...ticket,
    labels: fc.constant([]),
    repository: maybe(repository),
    causedBy: runIds,
    fixedBy: runIds,
  }),
};
const letters = {
  ...{ PULL_REQUEST: 'p', WORK_ITEM: 'i', SPRINT: 's', VERSION: 'v', PIPELINE_RUN: 'r' },
  ...{ INCIDENT: 'n', CHANGE_REQUEST: 'c' },
} as const;
type ToolKind = keyof typeof contents;
const kinds = Object.keys(contents) as ToolKind[];

const favourites = [
  'PULL_REQUEST',
  'PULL_REQUEST',
  'WORK_ITEM',
  'PIPELINE_RUN',
  'PIPELINE_RUN',
  'PIPELINE_RUN',
  'INCIDENT',
] as const;
const reportOf = (fact: ToolKind, content: fc.Arbitrary<object>, most = 6) =>
  fc.record({
    ...{ kind: fc.constant('reportTools' as const), fact: fc.constant(fact) },
    given: fc.array(fc.tuple(fc.nat(most - 1), content), { minLength: 2, maxLength: most }),
  });
const report = fc
  .constantFrom<ToolKind[]>(...kinds, ...favourites)
  .chain((fact) => reportOf(fact, contents[fact]));
const removing = fc.record({
  ...{ kind: fc.constant('removeTools' as const), fact: fc.constantFrom(...kinds), index },
});

/** A manual label of a run, reported or not. */
export const labelling = fc.record({
  ...{ kind: fc.constant('labelling' as const), run: index.map(runId) },
  mark: fc.option(fc.constantFrom('FAILED', 'FAILED', 'REPAIR', 'NOT_A_DEPLOYMENT'), { freq: 3 }),
});

/** A report or a retraction by one of these tools. */
export const toolOperation = fc.oneof(
  { weight: 6, arbitrary: report },
  { weight: 1, arbitrary: removing },
);

/** Facts that meet: deployments that end, changes that are merged and reverted, items and incidents that blame. */
const deployment = fc
  .record({
    ...{ given: run, end: instant, own: fc.nat(60), rollback: fc.nat(5) },
    environment: fc.constantFrom('prod', 'prod', 'test'),
    services: fc.constantFrom(['checkout'], ['checkout'], ['checkout'], []),
  })
  .map(({ given, end, own, rollback, ...more }) => ({
    ...{ ...given, ...more, kinds: ['CD'], run: `${own}`, parent: null },
    rollback: rollback === 0,
    ...{ repository: given.repository ?? 'world:0', pipeline: 'deploy', branch: 'main' },
    ...{ commits: [], artifactsIn: [], artifactsOut: [], environmentType: null },
    ...{ endedAt: given.endedAt === null ? null : end },
  }));
const merged = fc
  .tuple(pullRequest, instant, sha, fc.constantFrom('Fix SHOP-1', 'Revert "Fix SHOP-1"'))
  .map(([given, mergedAt, mergeSha, title]) => ({
    ...{ ...given, repository: 'world:0', targetBranch: 'main', mergedAt, mergeSha, title },
  }));
const disturbance = workItem.map((given) => ({ ...given, type: 'Bug', parent: null }));
export const deliveryOperation = fc.oneof(
  { weight: 5, arbitrary: reportOf('PIPELINE_RUN', deployment, 12) },
  { weight: 2, arbitrary: reportOf('PULL_REQUEST', merged) },
  { weight: 2, arbitrary: reportOf('WORK_ITEM', disturbance) },
  { weight: 1, arbitrary: reportOf('INCIDENT', contents.INCIDENT) },
  { weight: 1, arbitrary: removing },
  { weight: 2, arbitrary: labelling },
);
/** Pull requests that are merged where releases may follow. */
export const mergeOperation = fc.oneof(
  { weight: 5, arbitrary: reportOf('PULL_REQUEST', merged) },
  { weight: 1, arbitrary: report },
  { weight: 1, arbitrary: removing },
);
export type ToolOperation = typeof toolOperation extends fc.Arbitrary<infer Value> ? Value : never;

export function toolFacts(operation: ToolOperation, updatedAt: Instant): Facts {
  const { fact } = operation;
  const id = (number: number) => idOf(letters[fact], number);
  if (operation.kind === 'removeTools')
    return { tombstones: [{ kind: fact, id: id(operation.index), updatedAt }] };
  const given = new Map(operation.given.map(([number, content]) => [number, content]));
  return {
    [fact]: [...given].map(([number, content]) => ({ ...content, id: id(number), updatedAt })),
  };
}
