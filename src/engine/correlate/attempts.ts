import type { Artifact, EnvironmentType, RunKind } from '../../model/facts/delivery.js';
import type { Link } from './link.js';
import { deploysItself, effectiveRuns, type NestedRun } from './nested-runs.js';
import { type Attempts, type RunAttempt, runsOf } from './retries.js';
import { inOrder } from './strongest-links.js';

/** What stands for all attempts of a run and of the runs below it that do not stand for themselves, with what they did all together. */
export interface EffectiveRun {
  /** Number and id of its last attempt: status and instants are its own. */
  readonly number: number;
  readonly id: string;
  /** Ids of all that it stands for, its own among them. */
  readonly ids: readonly string[];
  /** Ids of the attempts of the runs above it. */
  readonly above: readonly string[];
  /** True where a run below it deploys to an environment, or a service, of its own: then this one is no deployment. */
  readonly deploysBelow: boolean;
  /** True where it stands for itself only since a team's scope takes it. */
  readonly isScoped: boolean;
  /** Ids of the runs below it that stand for themselves only since a team's scope takes them. */
  readonly scopedBelow: readonly string[];
  readonly kinds: readonly RunKind[];
  readonly repositories: readonly number[];
  /** Hashes, those of the run itself first. */
  readonly commits: readonly string[];
  readonly services: readonly number[];
  readonly environments: readonly string[];
  /** `PRODUCTION` where any of them went there. */
  readonly environmentType: EnvironmentType | null;
  readonly artifactsIn: readonly Artifact[];
  readonly artifactsOut: readonly Artifact[];
}
export interface EffectiveState {
  /** In the order of their numbers. */
  readonly runs: readonly EffectiveRun[];
  /** From whatever does not stand for itself to what stands for it, and from what lies above a run that deploys to that run. */
  readonly links: readonly Link<'RUN_STANDING' | 'RUN_BELOW'>[];
}

const distinct = <Value>(values: readonly (Value | null)[]): Value[] => [
  ...new Set(values.filter((value) => value !== null)),
];

const distinctArtifacts = (artifacts: readonly Artifact[]): Artifact[] => [
  ...new Map(artifacts.map((artifact) => [artifactKey(artifact), artifact])).values(),
];

/** Equal for what is the same artifact. */
export const artifactKey = ({ location, name, qualifier }: Artifact): string =>
  JSON.stringify([location, name, qualifier]);

const typeOf = (runs: readonly RunAttempt[]): EnvironmentType | null => {
  const types = distinct(runs.map(({ environmentType }) => environmentType));
  return types.includes('PRODUCTION') ? 'PRODUCTION' : (types[0] ?? null);
};

const lastOf = (attempts: Attempts): RunAttempt => attempts[0]!;

/** What a run has itself, else what the nearest run above it has that has any. */
function inherited<Value>(
  own: readonly Value[],
  above: readonly RunAttempt[],
  values: (attempt: RunAttempt) => readonly Value[],
): readonly Value[] {
  return own.length > 0 ? own : (above.map(values).find(({ length }) => length > 0) ?? []);
}

const environmentOf = ({ environment }: RunAttempt) => (environment === null ? [] : [environment]);
const repositoryOf = ({ repository }: RunAttempt) => (repository === null ? [] : [repository]);

/** Where a run went: one that deploys below others by itself, any other with all that it stands for. */
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
    above: above.flatMap((attempts) => attempts.map(({ id }) => id)).sort(),
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
    ...{ relation: 'RUN_STANDING' as const, source: attempt.number, target, at: null, rule },
  });
  const below = above.flat().map(({ number: source }) => ({
    ...{ relation: 'RUN_BELOW' as const, source, target, at: null, rule: 'PARENT' as const },
  }));
  return [...run.slice(1).map(link('ATTEMPT')), ...members.flat().map(link('PARENT')), ...below];
}

/**
 * Of the attempts of each run the last one stands for it, and for the runs below it but those that deploy: these stand for themselves,
 * as does one without environment and service that `isTaken` by a team's scope. A parent that is not told is none; of runs that
 * start each other the one whose id comes first is at the top. What is asked of whole trees with all their attempts is the same
 * as of all runs together.
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
