import fc from 'fast-check';
import type { ChangeFact, CommitFact } from '../../src/model/facts/code.js';
import type { Facts } from '../../src/model/facts/facts.js';
import type { Person } from '../../src/model/facts/people.js';
import { DAY_MILLISECONDS, type Instant } from '../../src/model/time.js';
import {
  deliveryOperation,
  labelling,
  mergeOperation,
  toolFacts,
  toolOperation,
} from './tool-world.js';

/** A small world in which anything may be reported, corrected and retracted at any time. */
const people = ['ada', 'bo', 'cy', 'di', 'renovate[bot]'];
const paths = ['a.ts', 'b.ts', 'c.ts'];
const start: Instant = Date.UTC(2026, 0, 20);

const personOf = (index: number): Person => {
  const name = people[index % people.length]!;
  const email = `${name.replace('[bot]', '')}@${index >= people.length ? 'home' : 'work'}.io`;
  return { applicationType: 'GIT', id: `${name} <${email}>`, name, email };
};

/** Everything about a step but its place: reported again with other content it is a correction. */
const stepContent = fc.record({
  author: fc.nat(people.length * 2 - 1),
  day: fc.nat(70),
  takes: fc.nat(20),
  lines: fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { minLength: 1, maxLength: 3 }),
  squashed: fc.boolean(),
});
type StepContent = typeof stepContent extends fc.Arbitrary<infer Value> ? Value : never;
const placeOf = { repository: fc.nat(1), position: fc.nat(7), variant: fc.nat(1) };
const place = fc.record(placeOf);

const settle = { kind: fc.constant('settle' as const) };
const settings = { kind: fc.constant('settings' as const), variant: fc.nat(2) };
const dividing = fc.record({
  kind: fc.constant('dividing' as const),
  by: fc.constantFrom('CONTRIBUTING', 'CONTRIBUTING', 'ROSTER'),
});

/** Deployments and what blames them, while teams change their minds about both. */
export const delivering = fc.oneof(
  { weight: 14, arbitrary: deliveryOperation },
  { weight: 2, arbitrary: fc.record(settings) },
  { weight: 4, arbitrary: fc.record(settle) },
);

const report = fc.record({
  kind: fc.constant('report' as const),
  steps: fc.array(fc.tuple(place, stepContent), { minLength: 1, maxLength: 6 }),
});
const remove = fc.record({
  kind: fc.constant('remove' as const),
  steps: fc.array(place, { minLength: 1, maxLength: 3 }),
});
const tag = fc.record({
  kind: fc.constant('tag' as const),
  repository: fc.nat(1),
  version: fc.nat(3),
  named: fc.constantFrom('v1.', 'v2.', 'rc-'),
  position: fc.option(fc.nat(7)),
  day: fc.nat(80),
});
const untag = fc.record({
  kind: fc.constant('untag' as const),
  repository: fc.nat(1),
  version: fc.nat(3),
  named: fc.constantFrom('v1.', 'v2.'),
});
/** A history of a single step, so that it comes and goes. */
const step = fc.record({ ...placeOf, position: fc.constant(0), variant: fc.constant(0) });
const reportStep = fc.record({
  kind: fc.constant('report' as const),
  steps: fc.tuple(fc.tuple(step, stepContent)),
});
const removeStep = fc.record({ kind: fc.constant('remove' as const), steps: fc.tuple(step) });

/** Pull requests that are merged and releases that are made, in repositories whose history comes and goes, by patterns that do. */
export const releasing = fc.oneof(
  { weight: 5, arbitrary: mergeOperation },
  { weight: 8, arbitrary: tag },
  { weight: 3, arbitrary: untag },
  { weight: 2, arbitrary: reportStep },
  { weight: 3, arbitrary: removeStep },
  { weight: 2, arbitrary: fc.record(settings) },
  { weight: 5, arbitrary: fc.record(settle) },
);

export const operation = fc.oneof(
  { weight: 40, arbitrary: toolOperation },
  { weight: 5, arbitrary: labelling },
  { weight: 6, arbitrary: report },
  { weight: 2, arbitrary: remove },
  { weight: 3, arbitrary: tag },
  { weight: 1, arbitrary: untag },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('mailmap' as const),
      repository: fc.nat(1),
      person: fc.nat(3),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('people' as const), file: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record(settings) },
  { weight: 2, arbitrary: dividing },
  { weight: 10, arbitrary: fc.record(settle) },
);
export type Operation = typeof operation extends fc.Arbitrary<infer Value> ? Value : never;

const idOf = ({
  repository,
  position,
  variant,
}: {
  repository: number;
  position: number;
  variant: number;
}) => `world:${repository}:${position}${variant}`;

const titles = ['Tidy', 'SHOP-1 basket', 'Fix SHOP-1', 'Fix SHOP-2', 'Revert "Fix SHOP-1"'];

/** One of the two steps before it, on either variant of the branch; nobody reported those of some. */
function parentsOf(at: Parameters<typeof idOf>[0], drawn: number) {
  const position = at.position - 1 - (drawn % 2);
  if (position < 0 || drawn % 5 === 0) return { parents: [], isRoot: drawn % 3 === 0 };
  return { parents: [idOf({ ...at, position, variant: drawn % 3 === 0 ? 1 : 0 })], isRoot: false };
}

function stepFacts(
  at: { repository: number; position: number; variant: number },
  given: StepContent,
  updatedAt: Instant,
): [CommitFact, ChangeFact] {
  const person = personOf(given.author);
  const mergedAt = start + given.day * DAY_MILLISECONDS;
  const authoredAt = mergedAt - given.takes * 3_600_000;
  const common = {
    id: idOf(at),
    updatedAt,
    repository: `world:${at.repository}`,
    sha: idOf(at),
    title: titles[given.day % titles.length]!,
    author: person,
    doubt: null,
  };
  const files = given.lines.map(([additions, deletions], index) => ({
    path: paths[index]!,
    additions,
    deletions,
  }));
  return [
    {
      ...common,
      committer: person,
      authoredAt,
      committedAt: mergedAt,
      ...parentsOf(at, given.takes),
      files,
      body: given.takes % 5 === 0 ? `Also for SHOP-${(given.day % 4) + 1}` : null,
      trailers: [],
      incomplete: false,
      tooManyRenames: false,
    },
    {
      ...common,
      branch: 'main',
      position: at.position,
      mergedAt,
      firstCommitAt: authoredAt,
      commits:
        given.takes % 3 === 0 ? [idOf(at), idOf({ ...at, variant: 1 - at.variant })] : [idOf(at)],
      pullRequest: given.takes % 4 === 0 ? given.takes / 4 : null,
      squashed: given.squashed,
      revertedShas: given.takes % 7 === 0 ? [idOf({ ...at, position: given.day % 8 })] : [],
    },
  ];
}

/** The repositories, reported before anything lies in them. */
export const repositories: Facts = {
  REPOSITORY: [0, 1].map((index) => ({
    id: `world:${index}`,
    updatedAt: 1,
    name: `repository-${index}`,
    url: null,
    defaultBranch: 'main',
  })),
};

/** Returns the facts that an operation reports, at a time of its own. */
export function factsOf(operation: Operation, updatedAt: Instant): Facts | null {
  if (operation.kind === 'reportTools' || operation.kind === 'removeTools')
    return toolFacts(operation, updatedAt);
  if (operation.kind === 'report') {
    const steps = operation.steps.map(([at, given]) => stepFacts(at, given, updatedAt));
    return { COMMIT: steps.map(([commit]) => commit), CHANGE: steps.map(([, change]) => change) };
  }
  if (operation.kind === 'remove')
    return {
      tombstones: operation.steps.flatMap((at) =>
        (['COMMIT', 'CHANGE'] as const).map((kind) => ({ kind, id: idOf(at), updatedAt })),
      ),
    };
  if (operation.kind === 'tag') {
    const { repository, named, version, position, day } = operation;
    const name = `${named}${version}.0`;
    const tag = {
      id: `world:${repository}:${name}`,
      updatedAt,
      repository: `world:${repository}`,
      name,
      sha: name,
      taggedAt: start + day * DAY_MILLISECONDS,
    };
    return { TAG: [{ ...tag, position: position ?? null }] };
  }
  if (operation.kind === 'untag')
    return {
      tombstones: [
        {
          kind: 'TAG',
          id: `world:${operation.repository}:${operation.named}${operation.version}.0`,
          updatedAt,
        },
      ],
    };
  if (operation.kind === 'mailmap') {
    const id = `world:${operation.repository}`;
    const name = people[operation.person]!;
    const entries = [
      {
        properName: null,
        properEmail: `${name}@work.io`,
        commitName: null,
        commitEmail: `${name}@home.io`,
      },
    ];
    return { MAILMAP: [{ id, updatedAt, repository: id, entries }] };
  }
  return null;
}
