import type { Relation } from '../../model/relation.js';
import type { Instant } from '../../model/time.js';
import type { Session } from '../sql/session.js';
import { type DerivedTable, loadRows, replaceRows } from './derived-rows.js';

/** A link as it rests; rules are the engine's. */
export interface FactLink {
  readonly relation: Relation;
  readonly source: number;
  readonly target: number;
  readonly at: Instant | null;
  readonly rule: string;
}
const factLinks: DerivedTable<FactLink> = {
  name: 'fact_link',
  columns: {
    relation: 'text',
    source: 'bigint',
    target: 'bigint',
    at: 'timestamptz',
    rule: 'text',
  },
  identity: ['relation', 'source', 'target'],
};

/** Links of these relations that begin, or end, at these numbers. */
export async function linksAt(
  session: Session,
  side: 'source' | 'target',
  relations: readonly Relation[],
  numbers: Iterable<number>,
): Promise<FactLink[]> {
  const wanted = [...new Set(numbers)];
  if (wanted.length === 0) return [];
  const condition = `relation = any($2::text[]) and ${side} = any($3::bigint[])`;
  return loadRows(session, factLinks, condition, relations, wanted);
}

/** Replaces links. Returns those that came, went or differ. */
export const writeLinks = (
  session: Session,
  before: readonly FactLink[],
  after: readonly FactLink[],
): Promise<FactLink[]> => replaceRows(session, factLinks, before, after);
