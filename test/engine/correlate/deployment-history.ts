import fc from 'fast-check';
import type { DeliverablePullRequest } from '../../../src/engine/correlate/first-deployments.js';
import type { ProductionDeployment } from '../../../src/engine/correlate/streams.js';
import type { LineStep } from '../../../src/model/linkable.js';

/** Comes in the order of numbers. */
export const idOf = (number: number): string => `id-${`${number}`.padStart(4, '0')}`;

/** A successful deployment of repository 1 by pipeline 50, made of the default branch. */
export const deployment = (
  number: number,
  endedAt: number,
  more: Partial<ProductionDeployment> = {},
): ProductionDeployment => ({
  ...{ number, id: idOf(number), succeeded: true, pipeline: 50 },
  ...{ repositories: [1], environments: [], services: [] },
  ...{ branch: null, commits: [], startedAt: endedAt - 1, endedAt, ...more },
});

/** `s<position>`, with the commits that it brings in. */
export const step = (position: number, more: Partial<LineStep> = {}): LineStep => ({
  ...{ sha: `s${position}`, position, commits: [], pullRequest: null, ...more },
});

/** Merged into the default branch `main` at `mergedAt`, known by nothing. */
export const pullRequest = (
  number: number,
  mergedAt: number | null,
  more: Partial<DeliverablePullRequest> = {},
): DeliverablePullRequest => ({
  ...{ number, numberInRepository: number, mergedAt, targetBranch: 'main', toDefaultBranch: true },
  ...{ mergeSha: null, headSha: null, ...more },
});

const anySha = fc.constantFrom('s0', 's1', 's2', 's3', 's4', 'h1', 'h2', 'h3');
const anyBranch = fc.constantFrom('main', 'release');

export const anyDeployments: fc.Arbitrary<readonly ProductionDeployment[]> = fc
  .array(
    fc.record({
      endedAt: fc.nat(20),
      succeeded: fc.boolean(),
      repositories: fc.constantFrom([], [1], [1, 2]),
      environments: fc.constantFrom([], ['prod'], ['live']),
      services: fc.constantFrom([], [7], [8], [7, 8]),
      pipeline: fc.constantFrom(50, 51),
      branch: fc.option(anyBranch),
      commits: fc.array(anySha, { maxLength: 2 }),
      isInstant: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((rows) =>
    rows.map(({ endedAt, isInstant, ...more }, index) =>
      deployment(100 + index, endedAt, { ...more, startedAt: isInstant ? endedAt : null }),
    ),
  );

export const anySteps: fc.Arbitrary<readonly LineStep[]> = fc
  .array(
    fc.record({
      commits: fc.array(fc.constantFrom('h1', 'h2', 'h3'), { maxLength: 2 }),
      pullRequest: fc.option(fc.integer({ min: 1, max: 4 })),
    }),
    { maxLength: 5 },
  )
  .map((rows) => rows.map((row, position) => step(position, row)));

export const anyPullRequests: fc.Arbitrary<readonly DeliverablePullRequest[]> = fc
  .array(
    fc.record({
      mergedAt: fc.option(fc.nat(20), { freq: 9 }),
      mergeSha: fc.option(anySha),
      headSha: fc.option(anySha),
      targetBranch: anyBranch,
    }),
    { maxLength: 5 },
  )
  .map((rows) =>
    rows.map(({ mergedAt, ...more }, index) =>
      pullRequest(index + 1, mergedAt, {
        ...more,
        toDefaultBranch: more.targetBranch === 'main',
      }),
    ),
  );

export const shuffled = <Value>(values: readonly Value[]): fc.Arbitrary<Value[]> =>
  fc.shuffledSubarray([...values], { minLength: values.length });

/** True if deployments that ended at or after `from` can give the source of this link another. */
type Former = { readonly rule: string; readonly at: number | null } | undefined;
export const mayBeElsewhere = (link: Former, from: number): boolean =>
  !link || link.rule === 'BASELINE' || (link.at ?? from) >= from;
