import fc from 'fast-check';
import type {
  ChangeRequestFact,
  IncidentFact,
  PipelineRunFact,
} from '../../src/model/facts/delivery.js';
import type { Facts, Tombstone } from '../../src/model/facts/facts.js';
import type { Person } from '../../src/model/facts/people.js';
import type { PullRequestFact } from '../../src/model/facts/review.js';
import type { SprintFact, VersionFact, WorkItemFact } from '../../src/model/facts/work.js';
import type { Instant } from '../../src/model/time.js';

/** Facts of the tools for reviews, work, delivery and incidents: everything about each but its id and time of report. */
const text = fc.constantFrom('plain', "O'Neil {x,y}", '\\N "quoted"\n\ttab 😀', 'größe, NULL', '');
const instant = fc.integer({ min: 0, max: 40 }).map((hour) => Date.UTC(2026, 0, 1, hour));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 3 });
const list = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { maxLength: 3 });
const person: fc.Arbitrary<Person> = fc
  .tuple(fc.constantFrom('GITHUB', 'JIRA', 'GIT'), fc.constantFrom('ada', 'bo', 'cy[bot]'))
  .map(([applicationType, id]) => ({ applicationType, id, name: id, email: null }));
const repository = fc.constantFrom('r', 'elsewhere');
const service = fc.constantFrom('checkout', 'search');
const lines = maybe(fc.nat(9));
const sha = fc.constantFrom('a1', 'b2', 'c3');
const category = fc.constantFrom('TODO', 'IN_PROGRESS', 'DONE');
const customFields = fc.dictionary(fc.constantFrom('Team', 'Cost "x"'), list(text), { maxKeys: 2 });
const url = maybe(fc.constant('https://tool.example/1'));

type Content<Fact> = fc.Arbitrary<Omit<Fact, 'id' | 'updatedAt'>>;

const pullRequest: Content<PullRequestFact> = fc.record({
  ...{ repository, number: fc.nat(9), title: text, body: maybe(text), author: person },
  ...{ sourceBranch: text, targetBranch: text, labels: list(text) },
  state: fc.constantFrom('OPEN', 'MERGED', 'CLOSED'),
  ...{
    openedAt: instant,
    readyAt: maybe(instant),
    mergedAt: maybe(instant),
    closedAt: maybe(instant),
  },
  mergeMethod: fc.constantFrom(null, 'MERGE', 'SQUASH', 'REBASE'),
  ...{ mergeSha: maybe(sha), headSha: maybe(sha), reverts: maybe(text) },
  ...{ additions: lines, deletions: lines, url },
  files: list(fc.record({ path: text, additions: lines, deletions: lines })),
  commits: list(fc.record({ sha, authoredAt: instant, message: text, isMerge: fc.boolean() })),
  reviews: list(
    fc.record({
      ...{ by: person, at: instant, hasText: fc.boolean() },
      state: fc.constantFrom('APPROVED', 'COMMENTED'),
    }),
  ),
  comments: list(fc.record({ by: person, at: instant })),
});

const workItem: Content<WorkItemFact> = fc.record({
  ...{ key: text, formerKeys: list(text), project: fc.constantFrom('SHOP', 'PAY'), type: text },
  ...{ isSubtask: fc.boolean(), title: text, status: text, statusCategory: category },
  ...{ resolution: maybe(text), priority: maybe(text), labels: list(text), components: list(text) },
  ...{ parent: maybe(text), points: maybe(fc.constantFrom(0.5, 3)), assignee: maybe(person) },
  ...{ createdAt: instant, resolvedAt: maybe(instant), versions: list(text), customFields, url },
  statusHistory: list(fc.record({ at: instant, status: text, category })),
  assigneeHistory: list(fc.record({ at: instant, assignee: maybe(person) })),
  pointsHistory: list(fc.record({ at: instant, points: maybe(fc.nat(8)) })),
  sprintHistory: list(fc.record({ at: instant, sprint: text, added: fc.boolean() })),
  parentHistory: list(fc.record({ at: instant, parent: maybe(text) })),
  ...{ linkedPullRequests: list(text), linkedCommits: list(sha) },
});

const sprint: Content<SprintFact> = fc.record({
  ...{ name: text, state: fc.constantFrom('FUTURE', 'ACTIVE', 'CLOSED') },
  ...{ startAt: maybe(instant), endAt: maybe(instant), completedAt: maybe(instant) },
});

const version: Content<VersionFact> = fc.record({
  ...{ project: fc.constantFrom('SHOP', 'PAY'), name: text, releasedAt: maybe(instant), url },
});

const artifact = fc.record({ location: text, name: text, qualifier: text });
const pipelineRun: Content<PipelineRunFact> = fc.record({
  ...{ pipeline: fc.constantFrom('build', 'deploy'), number: maybe(text), run: text },
  kinds: list(fc.constantFrom('CI', 'CD')),
  ...{ attempt: fc.nat(3), parent: maybe(text), project: maybe(text), organization: maybe(text) },
  ...{ repository: maybe(repository), branch: maybe(text), commits: list(sha) },
  status: fc.constantFrom('QUEUED', 'SUCCESS', 'FAILURE'),
  ...{
    statusName: text,
    rollback: fc.boolean(),
    startedAt: maybe(instant),
    endedAt: maybe(instant),
  },
  ...{ services: list(service), environment: maybe(text), infrastructure: maybe(text) },
  environmentType: fc.constantFrom(null, 'PRODUCTION', 'PRE_PRODUCTION'),
  ...{ tags: list(text), artifactsIn: list(artifact), artifactsOut: list(artifact) },
  ...{ triggeredBy: maybe(person), url },
});

const ticket = {
  ...{ key: text, title: text, status: text, priority: maybe(text), severity: maybe(text) },
  ...{ urgency: maybe(text), assignmentGroup: maybe(text), service: maybe(service) },
  ...{ owner: maybe(person), createdAt: instant, resolvedAt: maybe(instant) },
  ...{ closedAt: maybe(instant), customFields, url },
};
const incident: Content<IncidentFact> = fc.record({
  ...{
    ...ticket,
    labels: list(text),
    repository: maybe(repository),
    causedBy: list(text),
    fixedBy: list(text),
  },
});
const changeRequest: Content<ChangeRequestFact> = fc.record(ticket);

const contents = {
  ...{ PULL_REQUEST: pullRequest, WORK_ITEM: workItem, SPRINT: sprint, VERSION: version },
  ...{ PIPELINE_RUN: pipelineRun, INCIDENT: incident, CHANGE_REQUEST: changeRequest },
};
export const toolKinds = Object.keys(contents) as (keyof typeof contents)[];

/** One version of a fact of each kind, or its tombstone, at an instant of its own. */
const pageAt = (updatedAt: Instant): fc.Arbitrary<Facts> =>
  fc
    .tuple(
      fc.tuple(fc.constantFrom('x', 'y'), fc.record(contents)),
      fc.subarray(toolKinds, { maxLength: 3 }),
    )
    .map(([[id, reported], removed]) => {
      const tombstones = removed.map((kind): Tombstone => ({ kind, id, updatedAt }));
      const kinds = toolKinds.filter((kind) => !removed.includes(kind));
      const facts = kinds.map((kind) => [kind, [{ ...reported[kind], id, updatedAt }]] as const);
      return { ...Object.fromEntries(facts), tombstones };
    });

const repositoryReported = (updatedAt: Instant): Facts => ({
  REPOSITORY: [{ id: 'elsewhere', updatedAt, name: 'Elsewhere', url: null, defaultBranch: 'main' }],
});

/** Pages of all kinds that contradict each other, each of its own time. */
export const toolPages: fc.Arbitrary<Facts[]> = fc
  .tuple(...[1, 2, 3, 4, 5].map((minute) => pageAt(Date.UTC(2026, 1, 1, 0, minute))))
  .map((pages) => [...pages, repositoryReported(Date.UTC(2026, 1, 1))]);

/** The same pages in another order, each once or twice. */
export const replayed = (pages: readonly Facts[]): fc.Arbitrary<Facts[]> =>
  fc
    .tuple(...pages.map((page) => fc.constantFrom([page], [page, page])))
    .chain((all) => fc.shuffledSubarray(all.flat(), { minLength: all.flat().length }));
