import fc from 'fast-check';
import type { ChangeInput, CommitInput, ReleaseInput } from '../../src/model/inputs/code-input.js';
import type { MetricInputBase } from '../../src/model/inputs/input-base.js';
import {
  allKinds,
  type InputKind,
  listOf,
  type MetricInputs,
  noInputs,
} from '../../src/model/inputs/metric-input.js';
import { anyCarrier, anyInstant, ofInput } from './base.js';
import { anyChangeRequest, anyIncident } from './incidents.js';
import { anyFile, anyPullRequest } from './pull-requests.js';
import { anyRun } from './runs.js';
import { anySprint } from './sprints.js';
import { anyVersion } from './versions.js';
import { anyWorkItem } from './work-items.js';

const anyDoubt = fc.constantFrom(null, null, null, 'AUTHORED_BEFORE_1980', 'AUTHORED_IN_FUTURE');
const numbered = <Row extends object>(rows: readonly Row[], base: number) =>
  rows.map((row, index) => ({ ...row, number: base + index }));

const anyCommit = fc
  .record({ ...ofInput, authoredAt: anyInstant, isMerge: fc.boolean(), doubt: anyDoubt })
  .map((commit) => ({ ...commit, ownAt: commit.authoredAt })) as fc.Arbitrary<
  Omit<CommitInput, 'number'>
>;

const anyChange = fc
  .record({
    ...ofInput,
    mergedAt: anyInstant,
    firstCommitAt: anyInstant,
    firstCommitUnknown: fc.boolean(),
    doubt: anyDoubt,
    releasedAt: fc.option(anyInstant),
    baseline: fc.boolean(),
    builtAt: fc.array(anyInstant, { maxLength: 2 }),
    deployedAt: fc.option(anyInstant),
    inFirstDeployment: fc.boolean(),
    isReviewed: fc.boolean(),
    carrier: anyCarrier,
    files: fc.array(anyFile, { maxLength: 3 }),
  })
  .map(({ carrier, ...change }) => ({
    ...change,
    deployment: change.deployedAt === null ? null : 91_000,
    firstDeploymentRule: change.deployedAt === null ? null : 'COMMIT_GRAPH',
    carriedBy: change.deployedAt === null && !change.inFirstDeployment ? null : carrier,
    ownAt: change.mergedAt,
    release: change.releasedAt === null ? null : 90_000,
  })) as fc.Arbitrary<Omit<ChangeInput, 'number'>>;

const anyRelease = fc
  .record({ ...ofInput, releasedAt: anyInstant })
  .map((release) => ({ ...release, ownAt: release.releasedAt })) as fc.Arbitrary<
  Omit<ReleaseInput, 'number'>
>;

/** Returns the metric inputs with the same change made to every kind. */
export const mapInputs = (
  inputs: MetricInputs,
  change: <Kind extends MetricInputBase>(rows: readonly Kind[]) => readonly Kind[],
): MetricInputs =>
  Object.fromEntries(
    Object.entries(inputs).map(([kind, rows]) => [
      kind,
      change(rows as readonly MetricInputBase[]),
    ]),
  ) as unknown as MetricInputs;

const arbitraries = {
  commit: anyCommit,
  change: anyChange,
  release: anyRelease,
  pullRequest: anyPullRequest,
  workItem: anyWorkItem,
  run: anyRun,
  incident: anyIncident,
  changeRequest: anyChangeRequest,
  sprint: anySprint,
  version: anyVersion,
};
const everyKind = [...allKinds];

/** Metric inputs of each of these kinds, of one account: numbers run over all kinds. */
export const anyInputsOf = (
  kinds: readonly InputKind[],
  constraints: fc.ArrayConstraints,
): fc.Arbitrary<MetricInputs> =>
  fc
    .tuple(...kinds.map((kind) => fc.array<object>(arbitraries[kind], constraints)))
    .map((found) => {
      const numberedLists = found.map((rows, index) => {
        const kind = kinds[index]!;
        return [listOf[kind], numbered(rows, 1 + 1000 * everyKind.indexOf(kind))];
      });
      return { ...noInputs, ...Object.fromEntries(numberedLists) };
    });

export const anyInputs = anyInputsOf(everyKind, { maxLength: 20 });
