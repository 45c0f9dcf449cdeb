import type { FactKind } from '../../model/facts/facts.js';
import type * as model from '../../model/integration.js';
import type { SyncRun } from './sync-run.type.js';

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

/** Returns a run as the schema shows it, with counts as lists. */
export function runOutside({ counts, ...run }: model.SyncRun): SyncRun {
  const { status, pass, startedAt, endedAt, progress, message } = run;
  return {
    status,
    pass,
    startedAt,
    endedAt,
    message,
    progress: progress && { ...progress, secondsLeft: secondsLeft(progress) },
    ...callsOutside(counts.calls),
    dropped: Object.entries(counts.dropped ?? {}).map(([reason, count]) => ({ reason, count })),
    removed: counts.removed,
    pages: counts.pages,
    written: Object.entries(counts.written).map(([kind, count]) => ({
      kind: kind as FactKind,
      count,
    })),
    doubtful: Object.entries(counts.doubtful).map(([reason, count]) => ({
      reason,
      count,
      first: counts.firstDoubtful?.[reason] ?? [],
    })),
  };
}
