import type { Facts, Reservation } from '../../model/facts/facts.js';
import type { SyncCalls, SyncCounts, SyncProgress } from '../../model/integration.js';
import type { Instant } from '../../model/time.js';
import type { CallReport, MappedFacts, Page } from '../../providers/provider.js';
import type { FactsWritten } from '../../storage/facts/facts.js';

export const noCalls: SyncCalls = { made: 0, saved: 0, remaining: null, resetsAt: null };
export const noCounts: SyncCounts = {
  written: {},
  removed: 0,
  pages: 0,
  doubtful: {},
  dropped: {},
  calls: noCalls,
};

/** So many are named by reason. */
const MOST_NAMED = 20;

/** Commits alone are counted beside what the tool could not say: a change has its doubt from one of them. */
function doubtsOf({ COMMIT = [], reservations = [] }: Facts): readonly Reservation[] {
  const found: Reservation[] = [];
  for (const { doubt, incomplete, tooManyRenames, sha: name } of COMMIT) {
    if (doubt !== null) found.push({ reason: doubt, name });
    if (incomplete)
      found.push({ reason: tooManyRenames ? 'TOO_MANY_RENAMES' : 'LINES_UNKNOWN', name });
  }
  return [...found, ...reservations];
}

function withDoubts(
  { doubtful: before, firstDoubtful = {} }: SyncCounts,
  found: readonly Reservation[],
): Pick<SyncCounts, 'doubtful' | 'firstDoubtful'> {
  const doubtful: Record<string, number> = { ...before };
  const first: Record<string, readonly string[]> = { ...firstDoubtful };
  for (const [reason, those] of Map.groupBy(found, (one) => one.reason)) {
    doubtful[reason] = (doubtful[reason] ?? 0) + those.length;
    const names = those.slice(0, MOST_NAMED).map(({ name }) => name);
    first[reason] = [...(first[reason] ?? []), ...names].slice(0, MOST_NAMED);
  }
  return { doubtful, firstDoubtful: first };
}

function sumOf<Key extends string>(
  left: Readonly<Partial<Record<Key, number>>>,
  right: Readonly<Partial<Record<Key, number>>>,
): Partial<Record<Key, number>> {
  const sum: Partial<Record<Key, number>> = { ...left };
  for (const key of Object.keys(right) as Key[]) sum[key] = (left[key] ?? 0) + (right[key] ?? 0);
  return sum;
}

/** The counts after facts were written. */
export function counted(
  before: SyncCounts,
  facts: Facts,
  { written, removed }: FactsWritten,
): SyncCounts {
  return {
    ...before,
    written: sumOf(before.written, written),
    removed: before.removed + removed,
    ...withDoubts(before, doubtsOf(facts)),
  };
}

/** The counts after a page was written whole. */
export const withPage = (before: SyncCounts, dropped: MappedFacts['dropped'] = {}): SyncCounts => ({
  ...before,
  pages: before.pages + 1,
  dropped: sumOf<string>(before.dropped ?? {}, dropped) as Record<string, number>,
});

/** The calls after one more; what the tool said of its limit stays known where an answer is silent. */
export const withCall = (
  { made, saved, remaining, resetsAt }: SyncCalls,
  call: CallReport,
): SyncCalls => ({
  made: made + 1,
  saved: saved + (call.isSaved ? 1 : 0),
  remaining: call.remaining ?? remaining,
  resetsAt: call.resetsAt ?? resetsAt,
});

/** Returns the counts after facts were excluded because the database refuses them. */
export const withRefused = (before: SyncCounts, refused: number): SyncCounts => ({
  ...before,
  doubtful: sumOf<string>(before.doubtful, { REFUSED: refused }) as Record<string, number>,
});

/** Follows how far a run has come, kind of page by kind of page; kinds may take turns. */
export function createProgress(clock: () => Instant) {
  const kinds = new Map<string, Pick<SyncProgress, 'done' | 'total'> & { milliseconds: number }>();
  let last = clock();
  return ({ kind, items = 0, total }: Page): SyncProgress => {
    const now = clock();
    const before = kinds.get(kind) ?? { done: 0, total: null, milliseconds: 0 };
    const milliseconds = before.milliseconds + (now - last);
    last = now;
    const so = { done: before.done + items, total: total ?? before.total };
    kinds.set(kind, { ...so, milliseconds });
    const perSecond =
      milliseconds > 0 ? Number(((so.done / milliseconds) * 1000).toPrecision(3)) : null;
    return { what: kind, ...so, perSecond };
  };
}
