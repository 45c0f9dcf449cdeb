import type { Traits } from '../../model/inputs/input-base.js';
import { type Relation, relationName } from '../../model/relation.js';
import type { Instant, Window } from '../../model/time.js';
import { milliseconds, timestamp } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

/** Fields by which a work item is classified as an incident. */
export interface ItemKind {
  readonly number: number;
  readonly createdAt: Instant;
  /** `label`, `type`, `priority`. */
  readonly traits: Traits;
}

/** Loads the items among these that are not deleted; null: all items. */
export async function itemKinds(
  session: Session,
  among: readonly number[] | 'ALL',
): Promise<ItemKind[]> {
  const rows = await session.query<{
    number: number;
    createdAt: Instant;
    labels: readonly string[];
    type: string;
    priority: string | null;
  }>(
    `select number::float8 as number, ${milliseconds('created_at')} as "createdAt", labels, type, priority from work_item
     where account_id = $1 and deleted_at is null ${among === 'ALL' ? '' : 'and number = any($2::bigint[])'}`,
    among === 'ALL' ? [session.account] : [session.account, among],
  );
  return rows.map(({ number, createdAt, labels, type, priority }) => ({
    number,
    createdAt,
    traits: { label: labels, type: [type], priority: priority === null ? [] : [priority] },
  }));
}

/** The items that are taken for incidents. */
export const loadIncidentItems = (session: Session) =>
  session.loadNumbers(
    `select source::float8 as number from fact_link where account_id = $1 and relation = '${relationName.ITEM_INCIDENT}'`,
  );

/** The items taken for incidents that may blame another deployment after some that ended within a span came or went. */
export const loadIncidentItemsBetween = (
  session: Session,
  { from, to }: Window,
): Promise<number[]> =>
  session.loadNumbers(
    `select i.source::float8 as number from fact_link i
       left join fact_link l on l.account_id = $1 and l.relation = '${relationName.INCIDENT_DEPLOYMENT}' and l.source = i.source
     where i.account_id = $1 and i.relation = '${relationName.ITEM_INCIDENT}' and i.at > $2::timestamptz and (l.source is null or l.at <= $3::timestamptz)`,
    [timestamp(from), timestamp(to)],
  );

/** An item that is taken for an incident, and where: services called like its components, repositories of what is linked to it. */
export interface ItemDisturbance {
  readonly number: number;
  readonly createdAt: Instant;
  readonly services: readonly number[];
  readonly repositories: readonly number[];
}

export async function itemDisturbances(
  session: Session,
  items: Iterable<number>,
): Promise<ItemDisturbance[]> {
  const wanted = [...new Set(items)];
  if (wanted.length === 0) return [];
  const linked = (relation: Relation, table: string) =>
    `select f.repository::float8 from fact_link l join ${table} f on f.account_id = $1 and f.number = l.target and f.deleted_at is null
     where l.account_id = $1 and l.relation = '${relation}' and l.source = w.number`;
  return session.load(
    `select w.number::float8 as number, ${milliseconds('w.created_at')} as "createdAt",
       array(select distinct d.number::float8 from jsonb_array_elements_text(w.components) as component
         join dimension d on d.account_id = $1 and d.kind = 'SERVICE' and lower(trim(d.name)) = lower(trim(component))) as services,
       array(${linked('ITEM_PULL_REQUEST', 'pull_request')} union ${linked('ITEM_COMMIT', 'commit')}) as repositories
     from work_item w join fact_link i on i.account_id = $1 and i.relation = '${relationName.ITEM_INCIDENT}' and i.source = w.number
     where w.account_id = $1 and w.number = any($2::bigint[]) and w.deleted_at is null order by w.number`,
    [wanted],
  );
}
