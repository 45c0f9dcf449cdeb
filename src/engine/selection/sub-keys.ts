import type { ObservationColumns } from '../../model/observation.js';
import type { Question } from '../question.js';
import type { RowTest } from './row-test.js';

/**
 * The cells that hold rows which count only where services are distinguished. Few cells do, and the
 * others need no test.
 */
const known = new WeakMap<ObservationColumns, boolean>();
function holdsRepeats(columns: ObservationColumns, part: number): boolean {
  const found = known.get(columns) ?? columns.parts[part]!.includes(0);
  known.set(columns, found);
  return found;
}

/**
 * Returns a test that drops rows which count only where services are distinguished; null if all of
 * the cell's rows count.
 */
export function oncePerSubject(
  { metric, everyService, tag }: Question,
  columns: ObservationColumns,
): RowTest | null {
  if (metric.standsFor === null || everyService || tag?.name === 'service') return null;
  const part = metric.parts.indexOf(metric.standsFor);
  if (!holdsRepeats(columns, part)) return null;
  return (_rows, row) => columns.parts[part]![row]! > 0;
}

/**
 * Returns the sub-key of each row within its subject: the developer. Further rows of the same
 * subject and developer in a cell are about further services. Their sub-key is a number below that
 * of any developer.
 */
export function distinguishing({ metric }: Question, columns: ObservationColumns): Float64Array {
  if (metric.standsFor === null) return columns.developer;
  const found = distinguished.get(columns) ?? distinguish(columns, metric.tags.indexOf('service'));
  distinguished.set(columns, found);
  return found;
}

const distinguished = new WeakMap<ObservationColumns, Float64Array>();
function distinguish({ subject, developer, tags }: ObservationColumns, service: number) {
  let apart = developer;
  for (let row = 1; row < subject.length; row++) {
    if (subject[row - 1] !== subject[row] || developer[row - 1] !== developer[row]) continue;
    if (apart === developer) apart = developer.slice();
    apart[row] = -2 - tags[service]![row]!;
  }
  return apart;
}
