import { type Relation, relationName } from '../../model/relation.js';
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

/** Loads the reverting facts that any of these deployments contains. */
export async function revertsCarriedBy(
  session: Session,
  runs: readonly number[],
): Promise<{ reverting: number; reverted: number; run: number }[]> {
  if (runs.length === 0) return [];
  return session.load(
    `select r.source::float8 as reverting, r.target::float8 as reverted, d.target::float8 as run from fact_link r
       join fact_link d on d.account_id = $1 and d.source = r.source and d.target = any($2::bigint[])
         and d.relation = case r.relation when '${relationName.CHANGE_REVERT}' then '${relationName.CHANGE_DEPLOYMENT}'
           else '${relationName.PULL_REQUEST_DEPLOYMENT}' end
     where r.account_id = $1 and r.relation in ('${relationName.PULL_REQUEST_REVERT}', '${relationName.CHANGE_REVERT}')`,
    [runs],
  );
}

/** Replaces links. Returns those that came, went or differ. */
export const writeLinks = (
  session: Session,
  before: readonly FactLink[],
  after: readonly FactLink[],
): Promise<FactLink[]> => replaceRows(session, factLinks, before, after);
