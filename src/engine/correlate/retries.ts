import { byId } from '../../model/byte-order.js';
import type { RunAttempt } from '../../model/linkable.js';

/** All attempts of one run, the last one first. */
export type Attempts = readonly RunAttempt[];

/** Returns the attempt by which a run is known: the one whose id comes first. */
export const nameOf = (attempts: Attempts): RunAttempt =>
  attempts.reduce((least, attempt) => (byId(attempt, least) < 0 ? attempt : least));

type ParentOf = (attempt: RunAttempt) => RunAttempt | null;

/**
 * Orders attempts, the last first: by the later attempt above that started them, then by the later
 * attempt, then by the greater id.
 */
const byLast = (parentOf: ParentOf) => (left: RunAttempt, right: RunAttempt) =>
  (parentOf(right)?.attempt ?? 0) - (parentOf(left)?.attempt ?? 0) ||
  right.attempt - left.attempt ||
  byId(right, left);

const signatureOf = ({ pipeline, kinds, environment, services }: RunAttempt): string =>
  JSON.stringify([pipeline, kinds.toSorted(), environment, services.toSorted()]);

/**
 * Merges runs that different attempts of one run started and that do exactly the same: they are
 * attempts of one run.
 */
function mergeRepeated(runs: readonly Attempts[], parentOf: ParentOf): Attempts[] {
  const runOf = new Map(runs.flatMap((run, index) => run.map(({ id }) => [id, index] as const)));
  const keyOf = (run: Attempts, index: number) => {
    const parent = parentOf(run[0]!);
    if (parent === null) return `${index}`;
    return `${runOf.get(parent.id)} ${signatureOf(run[0]!)}`;
  };
  const alike = Map.groupBy(
    runs.map((run, index) => ({ run, key: keyOf(run, index) })),
    ({ key }) => key,
  );
  return [...alike.values()].flatMap((group) => {
    const all = group.map(({ run }) => run);
    const callers = all.map((run) => parentOf(run[0]!)?.attempt);
    if (new Set(callers).size < all.length) return all;
    return [all.flat().sort(byLast(parentOf))];
  });
}

/**
 * Returns the runs with their attempts. Runs that a repeated run started again are repeated with
 * it.
 */
export function runsOf(attempts: readonly RunAttempt[]): Attempts[] {
  const byIds = new Map(attempts.map((attempt) => [attempt.id, attempt]));
  const parentOf: ParentOf = ({ parent }) => (parent === null ? null : (byIds.get(parent) ?? null));
  let runs: Attempts[] = [...Map.groupBy(attempts.toSorted(byId), ({ run }) => run).values()].map(
    (each) => each.toSorted(byLast(parentOf)),
  );
  for (let before = Number.POSITIVE_INFINITY; runs.length < before; ) {
    before = runs.length;
    runs = mergeRepeated(runs, parentOf);
  }
  return runs;
}
