import { type Relation, relationName } from '../../model/relation.js';
import type { Instant } from '../../model/time.js';
import { milliseconds, moment } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

/** A link as it rests; rules are the engine's. */
export interface FactLink {
  readonly relation: Relation;
  readonly source: number;
  readonly target: number;
  readonly at: Instant | null;
  readonly rule: string;
}
const columns = `relation, source::float8 as source, target::float8 as target, ${milliseconds('at')} as at, rule`;

/** Links of these relations that begin, or end, at these numbers. */
export async function linksAt<Kind extends Relation>(
  session: Session,
  side: 'source' | 'target',
  relations: readonly Kind[],
  numbers: Iterable<number>,
): Promise<(FactLink & { readonly relation: Kind })[]> {
  const wanted = [...new Set(numbers)];
  if (wanted.length === 0) return [];
  return session.query(
    `select ${columns} from fact_link where account_id = $1 and relation = any($2::text[]) and ${side} = any($3::bigint[])`,
    [session.account, relations, wanted],
  );
}

/** All links of a relation. */
export const linksOf = (session: Session, relation: Relation): Promise<FactLink[]> =>
  session.query(`select ${columns} from fact_link where account_id = $1 and relation = $2`, [
    session.account,
    relation,
  ]);

/** Loads the reverting facts that any of these deployments contains. */
export async function revertsCarriedBy(
  session: Session,
  runs: readonly number[],
): Promise<{ reverting: number; reverted: number; run: number }[]> {
  if (runs.length === 0) return [];
  return session.query(
    `select r.source::float8 as reverting, r.target::float8 as reverted, d.target::float8 as run from fact_link r
       join fact_link d on d.account_id = $1 and d.source = r.source and d.target = any($2::bigint[])
         and d.relation = case r.relation when '${relationName.CHANGE_REVERT}' then '${relationName.CHANGE_DEPLOYMENT}'
           else '${relationName.PULL_REQUEST_DEPLOYMENT}' end
     where r.account_id = $1 and r.relation in ('${relationName.PULL_REQUEST_REVERT}', '${relationName.CHANGE_REVERT}')`,
    [session.account, runs],
  );
}

const pairOf = ({ relation, source, target }: FactLink) => `${relation} ${source} ${target}`;
const textOf = (link: FactLink) => `${pairOf(link)} ${link.at ?? '-'} ${link.rule}`;

async function deleteLinks(session: Session, links: readonly FactLink[]): Promise<void> {
  if (links.length === 0) return;
  await session.query(
    `delete from fact_link l using unnest($2::text[], $3::bigint[], $4::bigint[]) as given (relation, source, target)
     where l.account_id = $1 and l.relation = given.relation and l.source = given.source and l.target = given.target`,
    [
      session.account,
      links.map(({ relation }) => relation),
      links.map(({ source }) => source),
      links.map(({ target }) => target),
    ],
  );
}

/** Puts `after` in the place of `before` and answers the links that came, went or differ. */
export async function writeLinks(
  session: Session,
  before: readonly FactLink[],
  after: readonly FactLink[],
): Promise<FactLink[]> {
  const old = new Set(before.map(textOf));
  const wanted = new Set(after.map(textOf));
  const gone = before.filter((link) => !wanted.has(textOf(link)));
  const come = after.filter((link) => !old.has(textOf(link)));
  await deleteLinks(session, gone);
  if (come.length > 0)
    await session.query(
      `insert into fact_link (account_id, relation, source, target, at, rule)
       select $1, * from unnest($2::text[], $3::bigint[], $4::bigint[], $5::timestamptz[], $6::text[])`,
      [
        session.account,
        come.map(({ relation }) => relation),
        come.map(({ source }) => source),
        come.map(({ target }) => target),
        come.map(({ at }) => moment(at)),
        come.map(({ rule }) => rule),
      ],
    );
  return [...gone, ...come];
}
