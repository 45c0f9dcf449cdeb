import type { Facts } from '../../model/facts.js';
import type { Page } from '../provider.js';
import { lineReader, type ToldFact } from './read-line.js';

/** The facts of lines, one JSON object on each; lines that are refused say nothing. */
export function toFacts({ body, fetchedAt }: Pick<Page, 'body' | 'fetchedAt'>): Facts {
  const lines = body.split('\n').map(lineReader(fetchedAt));
  const told = lines.filter((line): line is ToldFact => 'kind' in line);
  const byKind = Map.groupBy(told, ({ kind }) => kind);
  const facts = [...byKind].map(([kind, all]) => [kind, all.map(({ fact }) => fact)]);
  const tombstones = lines.flatMap((line) => ('tombstone' in line ? [line.tombstone] : []));
  return { ...Object.fromEntries(facts), tombstones };
}
