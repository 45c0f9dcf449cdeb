import type { Artifact, EnvironmentType } from '../../model/facts/delivery.js';
import type { FoldedRun, RunAttempt } from '../../model/linkable.js';
import { artifactKey } from './keys.js';
import type { Link } from './link.js';
import { deploysItself, effectiveRuns, type NestedRun } from './nested-runs.js';
import { type Attempts, runsOf } from './retries.js';
import { inOrder } from './strongest-links.js';

/**
 * A pipeline run with its retries and child runs folded in, except child runs that are effective
 * themselves.
 */
export interface EffectiveRun extends FoldedRun {
  /** Ids of the last attempts of the runs that are folded in, its own first. */
  readonly lastIds: readonly string[];
  /** Ids of the last attempts of the runs above it, the nearest first. */
  readonly lastAbove: readonly string[];
  /** True if it is effective only because a team's scope takes it. */
  readonly isScoped: boolean;
  /** Ids of the runs below it that are effective only because a team's scope takes them. */
  readonly scopedBelow: readonly string[];
}
export interface EffectiveState {
  /** In the order of their numbers. */
  readonly runs: readonly EffectiveRun[];
  /**
   * From each folded attempt or child run to its effective run, and from the runs above an
   * effective run to it.
   */
  readonly links: readonly Link<'RUN_STANDING' | 'RUN_BELOW'>[];
}

const distinct = <Value>(values: readonly (Value | null)[]): Value[] => [
  ...new Set(values.filter((value) => value !== null)),
];

const distinctArtifacts = (artifacts: readonly Artifact[]): Artifact[] => [
  ...new Map(artifacts.map((artifact) => [artifactKey(artifact), artifact])).values(),
];

const typeOf = (runs: readonly RunAttempt[]): EnvironmentType | null => {
  const types = distinct(runs.map(({ environmentType }) => environmentType));
  return types.includes('PRODUCTION') ? 'PRODUCTION' : (types[0] ?? null);
};

const lastOf = (attempts: Attempts): RunAttempt => attempts[0]!;

/** Returns the values of the run itself, else those of the nearest run above it that has any. */
function inherited<Value>(
  own: readonly Value[],
  above: readonly RunAttempt[],
  values: (attempt: RunAttempt) => readonly Value[],
): readonly Value[] {
  return own.length > 0 ? own : (above.map(values).find(({ length }) => length > 0) ?? []);
}

const environmentOf = ({ environment }: RunAttempt) => (environment === null ? [] : [environment]);
const repositoryOf = ({ repository }: RunAttempt) => (repository === null ? [] : [repository]);

/**
 * Returns where a run went: a deploying run below others by itself, any other run with all that is
 * folded in.
 */
function destination(
  run: RunAttempt,
  members: readonly RunAttempt[],
  above: readonly RunAttempt[],
) {
  const goers = deploysItself(run) && above.length > 0 ? [run] : members;
  const environments = distinct(goers.map(({ environment }) => environment));
  const types = [goers, ...above.map((each) => [each])].map(typeOf);
  return {
    services: distinct(
      inherited(
        goers.flatMap(({ services }) => services),
        above,
        (one) => one.services,
      ),
    ),
    environments: [...inherited(environments, above, environmentOf)],
    environmentType:
      environments.length > 0 ? types[0]! : (types.find((type) => type !== null) ?? null),
  };
}

function effectiveRun({ run, members, above, ...below }: NestedRun): EffectiveRun {
  const own = lastOf(run);
  const last = [own, ...members.map(lastOf)];
  const higher = above.map(lastOf);
  const ofAll = <Value>(values: (attempt: RunAttempt) => readonly Value[]) =>
    distinct(inherited(last.flatMap(values), higher, values));
  return {
    number: own.number,
    id: own.id,
    ids: [run, ...members].flatMap((attempts) => attempts.map(({ id }) => id)).sort(),
    lastIds: last.map(({ id }) => id),
    above: above.flatMap((attempts) => attempts.map(({ id }) => id)).sort(),
    lastAbove: higher.map(({ id }) => id),
    deploysBelow: below.deploysBelow,
    isScoped: below.isScoped,
    scopedBelow: below.scopedBelow.map((attempts) => lastOf(attempts).id).sort(),
    kinds: distinct(last.flatMap(({ kinds }) => kinds)).sort(),
    repositories: ofAll(repositoryOf),
    commits: ofAll(({ commits }) => commits),
    ...destination(own, last, higher),
    artifactsIn: distinctArtifacts(ofAll(({ artifactsIn }) => artifactsIn)),
    artifactsOut: distinctArtifacts(last.flatMap(({ artifactsOut }) => artifactsOut)),
  };
}

function linksOf({ run, members, above }: NestedRun): EffectiveState['links'] {
  const target = lastOf(run).number;
  const link = (rule: 'ATTEMPT' | 'PARENT') => (attempt: RunAttempt) => ({
    relation: 'RUN_STANDING' as const,
    source: attempt.number,
    target,
    at: null,
    rule,
  });
  const below = above.flat().map(({ number: source }) => ({
    relation: 'RUN_BELOW' as const,
    source,
    target,
    at: null,
    rule: 'PARENT' as const,
  }));
  return [...run.slice(1).map(link('ATTEMPT')), ...members.flat().map(link('PARENT')), ...below];
}

/**
 * Folds the attempts of pipeline runs into effective runs:
 * - The last attempt of a run is the effective one.
 * - A run below it is folded in, unless it deploys, or has no environment and service and `isTaken`
 *   by a team's scope.
 * - A parent that is not reported counts as none.
 * - If runs start each other, the one whose id comes first is at the top.
 *
 * Whole trees with all their attempts give the same result alone as among all runs.
 */
export function resolveRuns(
  attempts: readonly RunAttempt[],
  isTaken: (attempt: RunAttempt) => boolean = () => false,
): EffectiveState {
  const runs = effectiveRuns(runsOf(attempts), isTaken);
  return {
    runs: runs.map(effectiveRun).sort((left, right) => left.number - right.number),
    links: inOrder(runs.flatMap(linksOf)),
  };
}
