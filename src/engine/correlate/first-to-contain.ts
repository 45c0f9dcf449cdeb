import type { ContainmentRule } from '../../model/inputs/code-input.js';
import type { Instant } from '../../model/time.js';
import { firstGroupContaining } from './commit-graph.js';
import type { Deployed, FirstParentLine, Place } from './line.js';
import type { ProductionDeployment, Stream } from './streams.js';

/** Something merged that waits to be deployed. */
export interface Candidate {
  /** The commit that is asked about; null if none of its commits is known. */
  readonly place: Place | null;
  /** Hashes by which a deployment may list it. */
  readonly hashes: readonly (readonly [sha: string, rule: ContainmentRule])[];
  readonly mergedAt: Instant;
  readonly branch: string;
  readonly toDefaultBranch: boolean;
}

/** The deployment of a stream that is the first to contain something: its index, and how that is known. */
export interface Containment {
  readonly index: number;
  readonly rule: ContainmentRule;
}

type Sought = Pick<ProductionDeployment, 'branch' | 'commits' | 'startedAt' | 'endedAt'>;
type Indexed = readonly [index: number, deployment: Sought];

/**
 * A deployment that reaches further than all before it: only such a one can be the first to reach
 * something.
 */
interface Reach {
  readonly index: number;
  readonly reach: number;
}

/** `null` stands for the default branch. */
type ReachByBranch = ReadonlyMap<string | null, readonly Reach[]>;

function firstToReach(reaches: readonly Reach[] | undefined, wanted: number): number | null {
  if (!reaches) return null;
  let low = 0;
  let high = reaches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reaches[middle]!.reach < wanted) low = middle + 1;
    else high = middle;
  }
  return reaches[low]?.index ?? null;
}

function addReach(reaches: Reach[], index: number, reach: number): void {
  if (reach > (reaches.at(-1)?.reach ?? Number.NEGATIVE_INFINITY)) reaches.push({ index, reach });
}

function reachByTime(deployments: readonly Indexed[]): ReachByBranch {
  const byBranch = new Map<string | null, Reach[]>();
  for (const [index, { branch, startedAt, endedAt }] of deployments) {
    const reaches = byBranch.get(branch) ?? [];
    byBranch.set(branch, reaches);
    addReach(reaches, index, startedAt ?? endedAt);
  }
  return byBranch;
}

const earlier = (left: Containment | null, right: Containment | null): Containment | null =>
  left === null || (right !== null && right.index < left.index) ? right : left;

const contained = (index: number | null | undefined, rule: ContainmentRule): Containment | null =>
  index === null || index === undefined ? null : { index, rule };

function byTime(reaches: ReachByBranch, candidate: Candidate): Containment | null {
  const { branch, toDefaultBranch, mergedAt } = candidate;
  const onBranch = contained(firstToReach(reaches.get(branch), mergedAt), 'TIME_ON_BRANCH');
  if (!toDefaultBranch) return onBranch;
  return earlier(onBranch, contained(firstToReach(reaches.get(null), mergedAt), 'TIME_ON_BRANCH'));
}

/** Returns, for each hash, the index of the first deployment that lists it. */
function listings(deployments: readonly Indexed[]): Map<string, number> {
  const listed = new Map<string, number>();
  for (const [index, { commits }] of deployments)
    for (const sha of commits) if (!listed.has(sha)) listed.set(sha, index);
  return listed;
}

type Guess = (candidate: Candidate) => Containment | null;

/**
 * Creates a guess for candidates about which neither line nor graph says anything. A deployment
 * then contains the hashes that it lists, and otherwise the candidates merged before it started.
 */
function createGuess(deployments: readonly Indexed[]): Guess {
  const listed = listings(deployments);
  const times = reachByTime(deployments);
  // If both ways name one deployment, the rule that says more is kept.
  return (candidate) =>
    [
      ...candidate.hashes.map(([sha, rule]) => contained(listed.get(sha), rule)),
      byTime(times, candidate),
    ].reduce(earlier, null);
}

const once = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/** True if the line or the graph can say if a deployment contains this place. */
const isDecided = ({ reach, commits }: Deployed, place: Place | null): boolean =>
  (place !== null && place.position !== null && reach !== null) ||
  (place !== null && place.commit !== null && commits.length > 0);

/**
 * Creates a guess for each sort of place: known by the line, by the graph, by both, or not known.
 */
function createGuesses(deployments: readonly Indexed[], deployed: readonly Deployed[]) {
  const guesses = new Map<string, Guess>();
  return (place: Place | null): Guess => {
    const sort = `${place?.position != null} ${place?.commit != null}`;
    const known = guesses.get(sort);
    if (known) return known;
    const guess = createGuess(deployments.filter(([index]) => !isDecided(deployed[index]!, place)));
    guesses.set(sort, guess);
    return guess;
  };
}

/** Creates a function that finds the first deployment that contains a place, by line and graph. */
function createSearch(deployed: readonly Deployed[], { graph }: FirstParentLine) {
  const byPlace: Reach[] = [];
  for (const [index, { reach }] of deployed.entries())
    if (reach !== null) addReach(byPlace, index, reach);
  const search = (commitsOf: (one: Deployed) => readonly number[]) =>
    once(() =>
      firstGroupContaining(
        graph!,
        deployed.map((one, index) => [index, commitsOf(one)] as const),
      ),
    );
  const inAll = search(({ commits }) => commits);
  const offLine = search((one) => one.offLine);
  return ({ position, commit, rule }: Place): Containment | null => {
    const onLine = position === null ? null : contained(firstToReach(byPlace, position), rule);
    if (commit === null) return onLine;
    const inGraph = position === null ? inAll() : offLine();
    return earlier(onLine, contained(inGraph(commit), rule));
  };
}

/**
 * Creates a function that finds the first deployment of a stream that contains something. If line
 * or graph know both, ancestry decides alone. Otherwise it is the first that lists a hash of it, or
 * that started on its branch after its merge.
 */
export function createFirstToContain(
  stream: Stream<Sought>,
  line: FirstParentLine,
): (candidate: Candidate) => Containment | null {
  const indexed = stream.deployments.map((deployment, index) => [index, deployment] as const);
  const deployed = stream.deployments.map(({ commits }) => line.deployedBy(commits));
  const search = createSearch(deployed, line);
  const guessOf = createGuesses(indexed, deployed);
  return (candidate) => {
    const { place } = candidate;
    const found = place ? search(place) : null;
    return earlier(found, guessOf(place)(candidate));
  };
}
