import type { Facts } from '../../model/facts/facts.js';
import type { Page } from '../provider.js';
import { lineReader, type ReadFact, type RecordLine } from './read-line.js';

/** Returns the facts of accepted lines; refused lines have none. */
export function factsOf(lines: readonly RecordLine[]): Facts {
  const accepted = lines.filter((line): line is ReadFact => 'kind' in line);
  const byKind = Map.groupBy(accepted, ({ kind }) => kind);
  const facts = [...byKind].map(([kind, all]) => [kind, all.map(({ fact }) => fact)]);
  const tombstones = lines.flatMap((line) => ('tombstone' in line ? [line.tombstone] : []));
  return { ...Object.fromEntries(facts), tombstones };
}

/** The facts of a page, one JSON object a line. */
export const toFacts = ({ body, fetchedAt }: Pick<Page, 'body' | 'fetchedAt'>): Facts =>
  factsOf(body.split('\n').map(lineReader(fetchedAt)));
