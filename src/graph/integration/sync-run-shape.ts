import type { FactKind } from '../../model/facts/facts.js';
import type * as model from '../../model/integration.js';
import type { SyncCount, SyncRun } from './sync-run.type.js';

const callsOutside = (calls: model.SyncCounts['calls']) => ({
  calls: calls?.made ?? 0,
  callsSaved: calls?.saved ?? 0,
  remaining: calls?.remaining ?? null,
  resetsAt: calls?.resetsAt ?? null,
});

/**
 * Returns the seconds that are left of this kind of page at the pace so far; null if they are not
 * known.
 */
function secondsLeft({ done, total, perSecond }: model.SyncProgress): number | null {
  if (total === null || perSecond === null || perSecond === 0) return null;
  return Math.max(0, Math.ceil((total - done) / perSecond));
}

/** Returns counts by kind as a list. */
export const writtenOutside = (written: model.SyncCounts['written']): SyncCount[] =>
  Object.entries(written).map(([kind, count]) => ({ kind: kind as FactKind, count }));

/** Returns a run as the schema shows it, with counts as lists. */
export const runOutside = ({ counts, progress, ...run }: model.SyncRun): SyncRun => ({
  ...run,
  ...counts,
  ...callsOutside(counts.calls),
  progress: progress && { ...progress, secondsLeft: secondsLeft(progress) },
  written: writtenOutside(counts.written),
  dropped: Object.entries(counts.dropped ?? {}).map(([reason, count]) => ({ reason, count })),
  doubtful: Object.entries(counts.doubtful).map(([reason, count]) => ({
    reason,
    count,
    first: counts.firstDoubtful?.[reason] ?? [],
  })),
});
