import type { Instant } from '../../model/time.js';
import { byColumn } from '../sql/by-column.js';
import { timestamp } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { type DerivedRow, derivedTable, loadRows, replaceRows } from './derived-rows.js';

/**
 * Where a deployment to production counts: `place` is the key of a stream, else a number. It `succeeded` in a stream as marks by hand say
 * too, elsewhere as the tool says: what is marked as failed may still be blamed.
 */
export type DeploymentPlace = DerivedRow<'DeploymentPlaceTable'>;
const deploymentPlaces = derivedTable('DeploymentPlaceTable');

/** Replaces the places of these runs. Returns those of before. */
export async function writePlaces(
  session: Session,
  runs: readonly number[],
  places: readonly DeploymentPlace[],
): Promise<DeploymentPlace[]> {
  const before = await loadRows(session, deploymentPlaces, 'run = any($2::bigint[])', runs);
  await replaceRows(session, deploymentPlaces, before, places);
  return before;
}

/** A place in which deployments came, went or changed, between two instants. */
export interface AffectedPlace {
  readonly kind: DeploymentPlace['kind'];
  readonly place: string;
  readonly from: Instant;
  readonly to: Instant;
}
export const placeParameters = (places: readonly AffectedPlace[]) => [
  ...byColumn(places, 'kind', 'place'),
  places.map(({ from }) => timestamp(from)),
  places.map(({ to }) => timestamp(to)),
];

/** The deployments whose next success of their stream may be another after what was touched. */
export async function deploymentsBefore(
  session: Session,
  streams: readonly AffectedPlace[],
): Promise<number[]> {
  if (streams.length === 0) return [];
  return session.loadNumbers(
    `select distinct p.run::float8 as number from unnest($2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[]) as given (kind, place, since, until)
     join deployment_place p on p.account_id = $1 and p.kind = given.kind and p.place = given.place and p.ended_at <= given.until
       and p.ended_at >= coalesce((select max(q.ended_at) from deployment_place q where q.account_id = $1 and q.kind = given.kind
         and q.place = given.place and q.succeeded and q.ended_at < given.since), '-infinity')`,
    [...placeParameters(streams)],
  );
}

/** Loads the successes that can be the first after each of these deployments, by stream: those that ended with it, and the first after it. */
export const successesAfter = (session: Session, runs: Iterable<number>): Promise<number[]> =>
  session.loadNumbersBy(
    `select distinct next.run::float8 as number from deployment_place p
       cross join lateral (select min(q.ended_at) as ended_at from deployment_place q where q.account_id = $1 and q.kind = 'STREAM'
         and q.place = p.place and q.succeeded and q.ended_at > p.ended_at) as later
       cross join lateral (select q.run from deployment_place q where q.account_id = $1 and q.kind = 'STREAM' and q.place = p.place
         and q.succeeded and q.ended_at in (p.ended_at, later.ended_at) and q.run <> p.run offset 0) as next
     where p.account_id = $1 and p.run = any($2::bigint[]) and p.kind = 'STREAM'`,
    runs,
  );

/** The deployments of a repository, or of a service. */
export const deploymentsAt = (
  session: Session,
  kind: DeploymentPlace['kind'],
  places: readonly string[],
): Promise<number[]> =>
  session.loadNumbersBy(
    'select distinct run::float8 as number from deployment_place where account_id = $1 and kind = $3 and place = any($2::text[])',
    places,
    kind,
  );
