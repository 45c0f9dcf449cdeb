/** A commit that is known, by what its hash begins with. */
export interface KnownCommit {
  readonly beginning: string;
  readonly sha: string;
  readonly repository: number;
}

/** Beginnings of fewer characters name nothing. */
export const SHORTEST_NAME = 7;
const SHORT = new RegExp(`^[0-9a-f]{${SHORTEST_NAME},39}$`);

/** True if a text is the beginning of a hash rather than a whole one. */
export const isShortHash = (text: string): boolean => SHORT.test(text);

/**
 * Creates a function that returns the whole hash of the one commit that begins like a short one. It
 * looks in the repository in which the hash is named, or in all if none is. Null if no commit
 * begins so, or several do.
 */
export function createHashFinder(
  known: readonly KnownCommit[],
): (beginning: string, repository: number | null) => string | null {
  const byBeginning = Map.groupBy(known, ({ beginning }) => beginning);
  return (beginning, repository) => {
    const all = byBeginning.get(beginning) ?? [];
    const own = all.filter((commit) => commit.repository === repository);
    const shas = [...new Set((own.length > 0 ? own : all).map(({ sha }) => sha))];
    // A tool may report a commit by the beginning of its hash alone.
    const [only, ...others] = shas.filter(
      (sha) => !shas.some((longer) => longer !== sha && longer.startsWith(sha)),
    );
    return only !== undefined && others.length === 0 ? only : null;
  };
}
