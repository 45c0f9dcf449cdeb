import type { RideRule } from '../../model/code-anchor.js';

/** One step of a repository's first-parent line. */
export interface LineStep {
  readonly sha: string;
  readonly position: number;
  /** Hashes of the commits that it brings in. */
  readonly commits: readonly string[];
  /** Number, within the repository, of the pull request that it names. */
  readonly pullRequest: number | null;
}

/** What a merged pull request may be known by on the line. */
export interface Identified {
  /** Its number within the repository. */
  readonly numberInRepository: number;
  readonly mergeSha: string | null;
  readonly headSha: string | null;
}

/** A place on the line, and what it is known by. */
export interface Place {
  readonly position: number;
  readonly rule: RideRule;
}

/** The first-parent line of one repository; nothing is found where it is not known. */
export interface Line {
  /** The first of merge commit, head commit and squash subject that the line knows. */
  readonly placeOf: (pullRequest: Identified) => Place | null;
  /** The highest position among those of the commits that are steps of the line. */
  readonly reachOf: (commits: readonly string[]) => number | null;
}

/** Of the same key the lowest position. */
function lowest<Key>(entries: Iterable<readonly [Key, number]>): Map<Key, number> {
  const positions = new Map<Key, number>();
  for (const [key, position] of entries)
    if (position < (positions.get(key) ?? Number.POSITIVE_INFINITY)) positions.set(key, position);
  return positions;
}

/** Of the steps only those are needed that hold, or name, what is asked for. */
export function createLine(steps: readonly LineStep[]): Line {
  const steppedAt = lowest(steps.map(({ sha, position }) => [sha, position] as const));
  const broughtIn = lowest(
    steps.flatMap(({ commits, position }) => commits.map((sha) => [sha, position] as const)),
  );
  const named = lowest(
    steps.flatMap(({ pullRequest, position }) =>
      pullRequest === null ? [] : [[pullRequest, position] as const],
    ),
  );
  const ofHash = (sha: string | null) =>
    sha === null ? undefined : (steppedAt.get(sha) ?? broughtIn.get(sha));
  const placeOf = ({ mergeSha, headSha, numberInRepository }: Identified): Place | null => {
    const known = [
      { position: ofHash(mergeSha), rule: 'MERGE_COMMIT' },
      { position: ofHash(headSha), rule: 'HEAD_COMMIT' },
      { position: named.get(numberInRepository), rule: 'SQUASH_SUBJECT' },
    ] as const;
    for (const { position, rule } of known) if (position !== undefined) return { position, rule };
    return null;
  };
  const reachOf = (commits: readonly string[]) => {
    const reached = commits.flatMap((sha) => steppedAt.get(sha) ?? []);
    return reached.length === 0 ? null : reached.reduce((most, each) => Math.max(most, each));
  };
  return { placeOf, reachOf };
}
