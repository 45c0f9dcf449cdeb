import { byId } from '../../model/byte-order.js';
import type { Artifact, EnvironmentType, RunKind } from '../../model/delivery.js';
import type { Link } from './link.js';
import { type Node, rootsOf } from './roots.js';
import { inOrder } from './strongest-links.js';

/** One attempt of a run. Attempts with the same `run` are of one run; `parent` is the id of the attempt that started it. */
export interface RunAttempt {
  readonly number: number;
  readonly id: string;
  readonly run: string;
  readonly attempt: number;
  readonly parent: string | null;
  readonly kinds: readonly RunKind[];
  readonly repository: number | null;
  /** Hashes, the newest first. */
  readonly commits: readonly string[];
  readonly services: readonly number[];
  readonly environment: string | null;
  readonly environmentType: EnvironmentType | null;
  readonly artifactsIn: readonly Artifact[];
  readonly artifactsOut: readonly Artifact[];
}

/** What stands for all attempts of a run and of the runs that it started, with what they did all together. */
export interface StandingRun {
  /** Number and id of the last attempt of the run above the others: status and instants are its own. */
  readonly number: number;
  readonly id: string;
  /** Ids of all that it stands for, its own among them. */
  readonly ids: readonly string[];
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
export interface Standing {
  /** In the order of their numbers. */
  readonly runs: readonly StandingRun[];
  /** From whatever does not stand for itself to what stands for it. */
  readonly links: readonly Link<'RUN_STANDING'>[];
}

/** All attempts of one run, the last one first. */
type Attempts = readonly RunAttempt[];

const byLast = (left: RunAttempt, right: RunAttempt): number =>
  right.attempt - left.attempt || byId(right, left);

/** Each run is known by the attempt whose id comes first. */
const nameOf = (attempts: Attempts): RunAttempt =>
  attempts.reduce((least, attempt) => (byId(attempt, least) < 0 ? attempt : least));

function nodeOf(attempts: Attempts, runOf: ReadonlyMap<string, number>): Node {
  const { number, id } = nameOf(attempts);
  const parent = attempts.find((attempt) => attempt.parent !== null)?.parent ?? null;
  return { number, id, parent: parent === null ? null : (runOf.get(parent) ?? null) };
}

/** The attempts of each run, and with each run at the top the runs that it started, itself first, the others in the order of ids. */
function treesOf(attempts: readonly RunAttempt[]): Attempts[][] {
  const runs = [...Map.groupBy(attempts, ({ run }) => run).values()]
    .map((each) => each.toSorted(byLast))
    .sort((left, right) => byId(nameOf(left), nameOf(right)));
  const runOf = new Map(
    runs.flatMap((run) => run.map(({ id }): [string, number] => [id, nameOf(run).number])),
  );
  const roots = rootsOf(runs.map((run) => nodeOf(run, runOf)));
  const isRoot = (run: Attempts, root: number) => Number(nameOf(run).number === root);
  return [...Map.groupBy(runs, (run) => roots.get(nameOf(run).number)!)].map(([root, tree]) =>
    tree.toSorted((left, right) => isRoot(right, root) - isRoot(left, root)),
  );
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

function standingRun(tree: readonly Attempts[]): StandingRun {
  const last = tree.map((attempts) => attempts[0]!);
  const ids = tree.flatMap((attempts) => attempts.map(({ id }) => id));
  return {
    number: last[0]!.number,
    id: last[0]!.id,
    ids: ids.sort(),
    kinds: distinct(last.flatMap(({ kinds }) => kinds)).sort(),
    repositories: distinct(last.map(({ repository }) => repository)),
    commits: distinct(last.flatMap(({ commits }) => commits)),
    services: distinct(last.flatMap(({ services }) => services)),
    environments: distinct(last.map(({ environment }) => environment)),
    environmentType: typeOf(last),
    artifactsIn: distinctArtifacts(last.flatMap(({ artifactsIn }) => artifactsIn)),
    artifactsOut: distinctArtifacts(last.flatMap(({ artifactsOut }) => artifactsOut)),
  };
}

function standingLinks(tree: readonly Attempts[]): Link<'RUN_STANDING'>[] {
  const [root, ...children] = tree;
  const target = root![0]!.number;
  const link = (rule: 'ATTEMPT' | 'PARENT') => (attempt: RunAttempt) => ({
    ...{ relation: 'RUN_STANDING' as const, source: attempt.number, target, at: null, rule },
  });
  return [...root!.slice(1).map(link('ATTEMPT')), ...children.flat().map(link('PARENT'))];
}

/**
 * Of the attempts of each run the last one stands for it, and for the runs that it started, however deep. A parent that is not
 * told is none; of runs that start each other the one whose id comes first stands for all. What is asked of whole trees with all their
 * attempts is the same as of all runs together.
 */
export function standingRuns(attempts: readonly RunAttempt[]): Standing {
  const trees = treesOf(attempts);
  return {
    runs: trees.map(standingRun).sort((left, right) => left.number - right.number),
    links: inOrder(trees.flatMap(standingLinks)),
  };
}
