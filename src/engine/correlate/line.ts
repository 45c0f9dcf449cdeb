import type { ContainmentRule } from '../../model/inputs/code-input.js';
import type { LineStep } from '../../model/linkable.js';
import { type CommitGraph, createHighestPositions } from './commit-graph.js';

/** The number and hashes by which a merged pull request may be known. */
export interface Identified {
  /** Its number within the repository. */
  readonly numberInRepository: number;
  readonly mergeSha: string | null;
  readonly headSha: string | null;
}

/** The commit by which something is known: at least one of position and commit is not null. */
export interface Place {
  /** Position on the first-parent line: of the step that it is, or that brings it in. */
  readonly position: number | null;
  /** Its number in the commit graph. */
  readonly commit: number | null;
  readonly rule: ContainmentRule;
}

/** The commits of a deployment, as far as they are known. */
export interface Deployed {
  /**
   * The highest position that it contains, -1 if it contains none of the line. Null if neither line
   * nor graph knows its commits.
   */
  readonly reach: number | null;
  /** Its commits, by their numbers in the graph. */
  readonly commits: readonly number[];
  /** The commits, among `commits`, that no step of the line up to `reach` is known to bring in. */
  readonly offLine: readonly number[];
}

/** The commits of one repository, as known by its first-parent line and by their parents. */
export interface FirstParentLine {
  /**
   * Returns the place by the first of merge commit, head commit and squash subject that is known;
   * null if none is.
   */
  readonly placeOf: (pullRequest: Identified) => Place | null;
  /** Returns the place of a commit; null if it is not known. */
  readonly placeOfCommit: (sha: string | null, rule: ContainmentRule) => Place | null;
  readonly deployedBy: (commits: readonly string[]) => Deployed;
  /** Null if no graph is needed, or none is known. */
  readonly graph: CommitGraph | null;
}

/** Returns the lowest position of each key. */
function lowest<Key>(entries: Iterable<readonly [Key, number]>): Map<Key, number> {
  const positions = new Map<Key, number>();
  for (const [key, position] of entries)
    if (position < (positions.get(key) ?? Number.POSITIVE_INFINITY)) positions.set(key, position);
  return positions;
}

const highest = (positions: readonly number[]): number | null =>
  positions.length === 0 ? null : positions.reduce((most, each) => Math.max(most, each));

function createLinePositions(steps: readonly LineStep[]) {
  const steppedAt = lowest(steps.map(({ sha, position }) => [sha, position] as const));
  const broughtIn = lowest(
    steps.flatMap(({ commits, position }) => commits.map((sha) => [sha, position] as const)),
  );
  const named = lowest(
    steps.flatMap(({ pullRequest, position }) =>
      pullRequest === null ? [] : [[pullRequest, position] as const],
    ),
  );
  const shas = new Map(steps.map(({ sha, position }) => [position, sha]));
  return {
    steppedAt,
    positionOf: (sha: string) => steppedAt.get(sha) ?? broughtIn.get(sha) ?? null,
    namedBy: (pullRequest: number) => {
      const position = named.get(pullRequest);
      return position === undefined ? null : (shas.get(position) ?? null);
    },
  };
}

/**
 * Creates the line of a repository. It needs only the steps that hold or name the commits asked
 * for. It needs the graph if `offLineOf` finds imported commits.
 */
export function createLine(
  steps: readonly LineStep[],
  graph: CommitGraph | null = null,
): FirstParentLine {
  const { steppedAt, positionOf, namedBy } = createLinePositions(steps);
  const placeOfCommit = (sha: string | null, rule: ContainmentRule): Place | null => {
    if (sha === null) return null;
    const position = positionOf(sha);
    const commit = graph?.find(sha) ?? null;
    return position === null && commit === null ? null : { position, commit, rule };
  };
  const highestBelow = graph && createHighestPositions(graph);
  const deployedBy = (commits: readonly string[]): Deployed => {
    const step = highest(commits.flatMap((sha) => steppedAt.get(sha) ?? []));
    const known = commits.flatMap((sha) => {
      const commit = graph?.find(sha);
      return commit === undefined ? [] : [{ sha, commit }];
    });
    const offLine = known
      .filter(({ sha }) => step === null || (positionOf(sha) ?? step + 1) > step)
      .map(({ commit }) => commit);
    const reaches = offLine.map((commit) => highestBelow!(commit));
    return {
      reach: highest(step === null ? reaches : [...reaches, step]),
      commits: known.map(({ commit }) => commit),
      offLine,
    };
  };
  return {
    placeOfCommit,
    placeOf: ({ mergeSha, headSha, numberInRepository }) =>
      placeOfCommit(mergeSha, 'MERGE_COMMIT') ??
      placeOfCommit(headSha, 'HEAD_COMMIT') ??
      placeOfCommit(namedBy(numberInRepository), 'SQUASH_SUBJECT'),
    deployedBy,
    graph,
  };
}

/** The hashes of which the graph may say more than the line. */
export interface OffLine {
  /** Commits of deployments that no step up to the deployment's own brings in. */
  readonly deployed: readonly string[];
  /** Other hashes that are no step, and that no step brings in. */
  readonly merged: readonly string[];
}

/**
 * Returns the hashes that the line alone does not place. If one of them is imported, the graph is
 * needed.
 */
export function offLineOf(
  steps: readonly LineStep[],
  deployments: readonly { readonly commits: readonly string[] }[],
  hashes: readonly string[],
): OffLine {
  const { steppedAt, positionOf } = createLinePositions(steps);
  const deployed = deployments.flatMap(({ commits }) => {
    const reach = highest(commits.flatMap((sha) => steppedAt.get(sha) ?? []));
    return commits.filter((sha) => reach === null || (positionOf(sha) ?? reach + 1) > reach);
  });
  const merged = hashes.filter((sha) => positionOf(sha) === null);
  return { deployed: [...new Set(deployed)], merged: [...new Set(merged)] };
}
