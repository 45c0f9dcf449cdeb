import { type Relation, relationName } from '../../model/relation.js';
import type { Instant, Window } from '../../model/time.js';
import { byColumn } from '../sql/by-column.js';
import { milliseconds, timestamp } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { type AffectedPlace, placeParameters } from './deployment-places.js';

/** The incidents that may blame another deployment after what was touched at these places. */
export async function incidentsAfter(
  session: Session,
  places: readonly AffectedPlace[],
): Promise<number[]> {
  if (places.length === 0) return [];
  const at = (kind: string, column: string) =>
    `select i.number::float8 as number from unnest($2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[]) as given (kind, place, since, until)
     join incident i on i.account_id = $1 and given.kind = '${kind}' and i.${column} = case when given.kind = '${kind}' then given.place::bigint end
       and i.created_at > given.since
     left join fact_link l on l.account_id = $1 and l.relation = '${relationName.INCIDENT_DEPLOYMENT}' and l.source = i.number
     where l.source is null or l.at <= given.until`;
  const sql = `${at('SERVICE', 'service_number')} union ${at('REPOSITORY', 'repository')}`;
  return session.loadNumbers(sql, [...placeParameters(places)]);
}

/** Where and when production was disturbed. */
interface Disturbed {
  readonly createdAt: Instant;
  readonly services: readonly number[];
  readonly repositories: readonly number[];
}

/** The last success of each of their services, and of each of their repositories, before each of these disturbances: all that ended at that instant. */
export async function successesBefore(
  session: Session,
  disturbed: readonly Disturbed[],
): Promise<number[]> {
  const places = disturbed.flatMap(({ createdAt, services, repositories }) => [
    ...services.map((number) => ({ kind: 'SERVICE', number, createdAt })),
    ...repositories.map((number) => ({ kind: 'REPOSITORY', number, createdAt })),
  ]);
  if (places.length === 0) return [];
  return session.loadNumbers(
    `select distinct p.run::float8 as number from unnest($2::text[], $3::bigint[], $4::timestamptz[]) as given (kind, number, before)
       cross join lateral (select max(q.ended_at) as ended_at from deployment_place q where q.account_id = $1 and q.kind = given.kind
         and q.place = given.number::text and q.succeeded and q.ended_at < given.before) as last
       join deployment_place p on p.account_id = $1 and p.kind = given.kind and p.place = given.number::text and p.succeeded
         and p.ended_at = last.ended_at`,
    [...byColumn(places, 'kind', 'number'), places.map(({ createdAt }) => timestamp(createdAt))],
  );
}

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

/** Loads items that are taken for incidents, and where: services called like their components, repositories of what is linked to them. */
export function itemDisturbances(
  session: Session,
  items: Iterable<number>,
): Promise<(Disturbed & { readonly number: number })[]> {
  const linked = (relation: Relation, table: string) =>
    `select f.repository::float8 from fact_link l join ${table} f on f.account_id = $1 and f.number = l.target and f.deleted_at is null
     where l.account_id = $1 and l.relation = '${relation}' and l.source = w.number`;
  return session.loadBy(
    `select w.number::float8 as number, ${milliseconds('w.created_at')} as "createdAt",
       array(select distinct d.number::float8 from jsonb_array_elements_text(w.components) as component
         join dimension d on d.account_id = $1 and d.kind = 'SERVICE' and lower(trim(d.name)) = lower(trim(component))) as services,
       array(${linked('ITEM_PULL_REQUEST', 'pull_request')} union ${linked('ITEM_COMMIT', 'commit')}) as repositories
     from work_item w join fact_link i on i.account_id = $1 and i.relation = '${relationName.ITEM_INCIDENT}' and i.source = w.number
     where w.account_id = $1 and w.number = any($2::bigint[]) and w.deleted_at is null order by w.number`,
    items,
  );
}
