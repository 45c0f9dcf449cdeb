import type { FactKind } from '../../model/facts.js';
import type * as model from '../../model/integration.js';
import type { SyncRun } from './sync-run.type.js';

/** A run as the schema tells it: counts as lists. */
export function runOutside({ counts, ...run }: model.SyncRun): SyncRun {
  const { status, startedAt, endedAt, progress, message } = run;
  return {
    ...{ status, startedAt, endedAt, progress, message },
    removed: counts.removed,
    pages: counts.pages,
    written: Object.entries(counts.written).map(([kind, count]) => ({
      kind: kind as FactKind,
      count,
    })),
    doubtful: Object.entries(counts.doubtful).map(([reason, count]) => ({
      ...{ reason, count },
      first: counts.firstDoubtful?.[reason] ?? [],
    })),
  };
}
