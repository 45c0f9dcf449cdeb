import type { Facts } from '../model/facts.js';
import type { SyncCounts, SyncProgress } from '../model/integration.js';
import type { Instant } from '../model/time.js';
import type { Page } from '../providers/provider.js';
import type { FactsWritten } from '../storage/facts.js';

export const noCounts: SyncCounts = { written: {}, removed: 0, pages: 0, doubtful: {} };

/** Commits alone are counted: a change has its doubt from one of them. */
function doubtsOf(facts: Facts): string[] {
  return (facts.COMMIT ?? []).flatMap(({ doubt, incomplete }) => [
    ...(doubt === null ? [] : [doubt]),
    ...(incomplete ? ['LINES_UNKNOWN'] : []),
  ]);
}

function sumOf<Key extends string>(
  left: Readonly<Partial<Record<Key, number>>>,
  right: Readonly<Partial<Record<Key, number>>>,
): Partial<Record<Key, number>> {
  const sum: Partial<Record<Key, number>> = { ...left };
  for (const key of Object.keys(right) as Key[]) sum[key] = (left[key] ?? 0) + (right[key] ?? 0);
  return sum;
}

/** The counts after facts were written; `pages` is how many pages that completed. */
export function counted(
  before: SyncCounts,
  facts: Facts,
  { written, removed }: FactsWritten,
  pages: number,
): SyncCounts {
  const doubtful: Record<string, number> = { ...before.doubtful };
  for (const doubt of doubtsOf(facts)) doubtful[doubt] = (doubtful[doubt] ?? 0) + 1;
  return {
    written: sumOf(before.written, written),
    removed: before.removed + removed,
    pages: before.pages + pages,
    doubtful,
  };
}

/** The counts after facts were left out that the database refuses. */
export const withRefused = (before: SyncCounts, refused: number): SyncCounts => ({
  ...before,
  doubtful: sumOf<string>(before.doubtful, { REFUSED: refused }) as Record<string, number>,
});

/** Follows how far a run has come, kind of page by kind of page. */
export function createProgress(clock: () => Instant) {
  let since = clock();
  let current: SyncProgress | null = null;
  return (page: Page): SyncProgress => {
    if (current?.what !== page.kind) {
      since = current ? clock() : since;
      current = { what: page.kind, done: 0, total: null, perSecond: null };
    }
    const done = current.done + (page.items ?? 0);
    const seconds = (clock() - since) / 1000;
    current = {
      what: page.kind,
      done,
      total: page.total ?? current.total,
      perSecond: seconds > 0 ? Math.round(done / seconds) : null,
    };
    return current;
  };
}
