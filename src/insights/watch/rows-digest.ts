import { createHash } from 'node:crypto';
import { excludedRowsOf } from '../../engine/excluded-rows.js';
import type { Metric } from '../../engine/metric.js';
import { rowsOf } from '../../engine/rows.js';
import { select } from '../../engine/selection/select.js';
import { questionOf } from '../question.js';
import type { Snapshot } from '../snapshot/snapshot.js';

/**
 * Returns a digest that differs if any row behind an answer does. Covers counted and excluded rows,
 * in the window asked for and the one before.
 */
export function rowsDigest(snapshot: Snapshot, metric: Metric): string {
  const hash = createHash('sha256');
  for (const window of [snapshot.previous, snapshot.window]) {
    const selection = select(questionOf(snapshot, metric, window));
    const rows = rowsOf(selection);
    for (let index = 0; index < rows.length; index++) {
      const { cell: _, row: __, ...seen } = rows.row(index);
      hash.update(JSON.stringify(seen));
    }
    for (const left of excludedRowsOf(selection)) hash.update(JSON.stringify(left));
  }
  return hash.digest('base64');
}
