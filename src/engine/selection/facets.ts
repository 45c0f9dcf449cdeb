import type { ObservationColumns } from '../../model/observation.js';
import type { Question } from '../question.js';
import type { RowTest } from './row-test.js';

/** Which cells hold rows that count only where services are told apart: few do, and the others need no test. */
const known = new WeakMap<ObservationColumns, boolean>();
function holdsRepeats(columns: ObservationColumns, part: number): boolean {
  const found = known.get(columns) ?? columns.parts[part]!.includes(0);
  known.set(columns, found);
  return found;
}

/** Drops rows that count only where services are told apart; null where all of the cell's rows count. */
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
 * What tells rows of one subject apart beside the subject: the developer; of those that follow another of the same subject and developer
 * in a cell, which are about further services, a number below that of any developer.
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
