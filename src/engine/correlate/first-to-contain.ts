import type { RideRule } from '../../model/code-anchor.js';
import type { Instant } from '../../model/time.js';
import type { Line, Place } from './line.js';
import type { ProductionDeployment, Stream } from './streams.js';

/** Something merged that waits to be deployed. */
export interface Passenger {
  readonly place: Place | null;
  /** Hashes by which a deployment may list it. */
  readonly hashes: readonly (readonly [sha: string, rule: RideRule])[];
  readonly mergedAt: Instant;
  readonly branch: string;
  readonly toDefaultBranch: boolean;
}

/** The deployment of a stream that is the first to contain something: its index, and how that is known. */
export interface Containment {
  readonly index: number;
  readonly rule: RideRule;
}

type Sought = Pick<ProductionDeployment, 'branch' | 'commits' | 'startedAt' | 'endedAt'>;

/** Each further one reaches further: only such a one can be the first to reach something. */
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

function reachByTime(deployments: readonly (readonly [number, Sought])[]): ReachByBranch {
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

const contained = (index: number | null | undefined, rule: RideRule): Containment | null =>
  index === null || index === undefined ? null : { index, rule };

function byTime(reaches: ReachByBranch, passenger: Passenger): Containment | null {
  const { branch, toDefaultBranch, mergedAt } = passenger;
  const onBranch = contained(firstToReach(reaches.get(branch), mergedAt), 'TIME_ON_BRANCH');
  if (!toDefaultBranch) return onBranch;
  return earlier(onBranch, contained(firstToReach(reaches.get(null), mergedAt), 'TIME_ON_BRANCH'));
}

/** The first deployment that lists each hash. */
function listings(deployments: readonly (readonly [number, Sought])[]): Map<string, number> {
  const listed = new Map<string, number>();
  for (const [index, { commits }] of deployments)
    for (const sha of commits) if (!listed.has(sha)) listed.set(sha, index);
  return listed;
}

/**
 * Finds the first deployment of a stream that contains something: by the places of both on the line; else where its own hash is
 * among the commits of the deployment; else, where the place of either is not known, by having been merged into the deployed
 * branch before the deployment started.
 */
export function createFirstToContain(
  stream: Stream<Sought>,
  line: Line,
): (passenger: Passenger) => Containment | null {
  const indexed = stream.deployments.map((deployment, index) => [index, deployment] as const);
  const byPlace: Reach[] = [];
  const unplaced: (readonly [number, Sought])[] = [];
  for (const [index, deployment] of indexed) {
    const reach = line.reachOf(deployment.commits);
    if (reach === null) unplaced.push([index, deployment]);
    else addReach(byPlace, index, reach);
  }
  const listed = listings(indexed);
  const timesOfAll = reachByTime(indexed);
  const timesOfUnplaced = reachByTime(unplaced);
  return (passenger) => {
    const { place, hashes } = passenger;
    const placed = place ? contained(firstToReach(byPlace, place.position), place.rule) : null;
    const named = hashes.map(([sha, rule]) => contained(listed.get(sha), rule));
    const timed = byTime(place ? timesOfUnplaced : timesOfAll, passenger);
    return [placed, ...named, timed].reduce(earlier, null);
  };
}
