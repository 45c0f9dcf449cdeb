import type { InboxDelivery } from '../../model/inbox.js';
import type { IntegrationStatus } from '../../model/integration.js';
import type { Instant } from '../../model/time.js';
import { byColumn } from '../sql/by-column.js';
import { milliseconds, moment } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

/** The integration that an address belongs to. */
export interface Addressee {
  /** Number of the account. */
  readonly account: number;
  /** Number of the integration. */
  readonly integration: number;
  /** Id of its provider. */
  readonly provider: string;
  /** Its status: only an active one is synced. */
  readonly status: IntegrationStatus;
}

/** In a session that an address opened: the integration that it belongs to, and its account. */
export async function findAddressee(session: Session, address: string): Promise<Addressee | null> {
  const rows = await session.query<Addressee>(
    `select account_id::float8 as account, number::float8 as integration, provider, status
     from integration where address = $1::uuid`,
    [address],
  );
  return rows[0] ?? null;
}

/** Loads the addresses of these integrations. */
export const loadAddresses = (
  session: Session,
  integrations: readonly number[],
): Promise<{ readonly number: number; readonly provider: string; readonly address: string }[]> =>
  session.load(
    `select number::float8 as number, provider, address::text as address from integration
     where account_id = $1 and number = any($2::bigint[])`,
    [integrations],
  );

/** A delivery as it is kept; its body is packed before it is kept. */
export interface NewDelivery
  extends Pick<InboxDelivery, 'integration' | 'delivery' | 'event' | 'bytes' | 'receivedAt'> {
  readonly digest: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Outcome of an incoming delivery: kept, known before, or its integration is gone. */
export type Kept = 'NEW' | 'KNOWN' | 'GONE';

/**
 * Holds an integration against its removal until the transaction ends. False where it is being removed: then nothing may be
 * written for it.
 */
export const holdIntegration = (session: Session, integration: number): Promise<boolean> =>
  session.hasRows(
    `select 1 from integration where account_id = $1 and number = $2 and status <> 'REMOVING' for key share`,
    [integration],
  );

/** Writes a delivery unless it is known by its id or its body. One that is dead and comes again is tried again. */
export async function keepDelivery(session: Session, delivery: NewDelivery): Promise<Kept> {
  if (!(await holdIntegration(session, delivery.integration))) return 'GONE';
  const { integration, digest, receivedAt } = delivery;
  const rows = await session.load(
    `insert into inbox_delivery (account_id, integration, delivery, digest, event, headers, body, bytes, received_at, status, attempts, next_at)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9::timestamptz, 'PENDING', 0, $9::timestamptz) on conflict do nothing returning 1`,
    [
      ...[integration, delivery.delivery, digest, delivery.event],
      ...[JSON.stringify(delivery.headers), delivery.body, delivery.bytes, moment(receivedAt)],
    ],
  );
  if (rows.length > 0) return 'NEW';
  await session.run(
    `update inbox_delivery set ${asNew} where account_id = $1 and integration = $2
       and (delivery = $4 or digest = $5) and status = 'DEAD'`,
    [integration, moment(receivedAt), delivery.delivery, digest],
  );
  return 'KNOWN';
}

const asNew = `status = 'PENDING', reason = null, attempts = 0, next_at = $3::timestamptz, processed_at = null, held_until = null`;

/** Which deliveries are to be tried again: one by its number, or all of an integration that are dead. */
export type Redelivered = { readonly delivery: number } | { readonly integration: number };

/** Lets deliveries be tried again, as if they had just come. Returns how many. */
export async function redeliver(session: Session, which: Redelivered): Promise<number> {
  const isOne = 'delivery' in which;
  return session.run(
    `update inbox_delivery set ${asNew} where account_id = $1 and ${isOne ? 'number = $2' : `integration = $2 and status = 'DEAD'`} returning 1`,
    [isOne ? which.delivery : which.integration, moment(session.now)],
  );
}

/** Finds the integration of a delivery; null where there is no such delivery. */
export async function findDeliveryOwner(
  session: Session,
  delivery: number,
): Promise<number | null> {
  const row = await session.find<{ integration: number }>(
    'select integration::float8 as integration from inbox_delivery where account_id = $1 and number = $2',
    [delivery],
  );
  return row?.integration ?? null;
}

const due = `d.status = 'PENDING' and d.next_at <= $2::timestamptz and (d.held_until is null or d.held_until < $2::timestamptz)`;

/** The integrations that deliveries wait for, unless they are paused or being removed. */
export const integrationsWithDue = (session: Session): Promise<number[]> =>
  session.loadNumbers(
    `select distinct d.integration::float8 as number from inbox_delivery d
     join integration i on i.account_id = d.account_id and i.number = d.integration and i.status = 'ACTIVE'
     where d.account_id = $1 and ${due}`,
    [moment(session.now)],
  );

/** A delivery that a process works on; its attempts include this one. */
export type HeldDelivery = Omit<NewDelivery, 'integration' | 'digest' | 'bytes'> &
  Pick<InboxDelivery, 'number' | 'attempts'>;

export interface Claim {
  readonly integration: number;
  /** How many at the most, and how many bytes of bodies; the first may be longer. */
  readonly most: number;
  readonly mostBytes: number;
  readonly heldUntil: Instant;
}

/** Holds deliveries that are due and that no other process holds, in the order in which they came. */
export async function claimDeliveries(session: Session, claim: Claim): Promise<HeldDelivery[]> {
  const rows = await session.load<HeldDelivery>(
    `with due as materialized (
       select d.number, d.bytes from inbox_delivery d where d.account_id = $1 and d.integration = $3 and ${due}
         and exists (select from integration i where i.account_id = $1 and i.number = $3 and i.status = 'ACTIVE')
       order by d.number limit $4 for update of d skip locked),
     fitting as (select number from (select number, sum(bytes) over (order by number) - bytes as before from due) as sized where before < $5)
     update inbox_delivery set attempts = attempts + 1, held_until = $6::timestamptz
     where account_id = $1 and number in (select number from fitting)
     returning number::float8 as number, delivery, event, headers, body, ${milliseconds('received_at')} as "receivedAt", attempts`,
    [
      ...[moment(session.now), claim.integration, claim.most, claim.mostBytes],
      moment(claim.heldUntil),
    ],
  );
  return rows.sort((left, right) => left.number - right.number);
}

/** Holds deliveries for longer. */
export async function holdLonger(
  session: Session,
  numbers: readonly number[],
  until: Instant,
): Promise<void> {
  await session.run(
    `update inbox_delivery set held_until = $3::timestamptz
     where account_id = $1 and number = any($2::bigint[]) and status = 'PENDING' and held_until is not null`,
    [numbers, moment(until)],
  );
}

/** Lets go what is held; only where no other process can hold anything. */
export async function releaseDeliveries(session: Session): Promise<void> {
  await session.run(
    'update inbox_delivery set held_until = null where account_id = $1 and held_until is not null',
  );
}

/** How the work on a delivery ended, and how often the tool was asked for it since. */
export type DeliveryOutcome = Pick<
  InboxDelivery,
  'number' | 'status' | 'reason' | 'attempts' | 'nextAt'
> &
  Partial<Pick<InboxDelivery, 'calls'>>;

/** Writes how the work on deliveries ended, and lets go of them. */
export async function finishDeliveries(
  session: Session,
  outcomes: readonly DeliveryOutcome[],
): Promise<void> {
  if (outcomes.length === 0) return;
  await session.run(
    `update inbox_delivery d set status = o.status, reason = o.reason, attempts = o.attempts, next_at = o.next_at, calls = d.calls + o.calls, held_until = null,
       processed_at = case when o.status = 'PENDING' then null else $7::timestamptz end
     from unnest($2::bigint[], $3::text[], $4::text[], $5::int[], $6::timestamptz[], $8::int[]) as o (number, status, reason, attempts, next_at, calls)
     where d.account_id = $1 and d.number = o.number and d.status = 'PENDING'`,
    [
      ...byColumn(outcomes, 'number', 'status', 'reason', 'attempts'),
      outcomes.map(({ nextAt }) => moment(nextAt)),
      moment(session.now),
      outcomes.map(({ calls = 0 }) => calls),
    ],
  );
}
