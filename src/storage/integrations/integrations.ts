import { withoutSecrets } from '../../model/facts/open-secret.js';
import type { Integration, IntegrationStatus } from '../../model/integration.js';
import type { Instant } from '../../model/time.js';
import { milliseconds, moment } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

const columns = `number::float8 as number, provider, name, settings, status, granted, cursor, interval_minutes as "intervalMinutes",
  ${milliseconds('next_at')} as "nextAt", failures, ${milliseconds('since')} as since, ${milliseconds('reread_from')} as "rereadFrom",
  ${milliseconds('next_sweep_at')} as "nextSweepAt", ${milliseconds('last_synced_at')} as "lastSyncedAt",
  ${milliseconds('created_at')} as "createdAt", ${milliseconds('updated_at')} as "updatedAt"`;

/** A name that was given before secrets were refused in it is read without them. */
const load = async (
  session: Session,
  sql: string,
  values: readonly unknown[],
): Promise<Integration[]> =>
  (await session.load<Integration>(sql, values)).map((one) => ({
    ...one,
    name: withoutSecrets(one.name),
  }));

/** Which integrations to list. */
export interface IntegrationFilter {
  /** Only those of this provider. */
  readonly provider?: string | undefined;
  /** Only those with this status. */
  readonly status?: IntegrationStatus | undefined;
  /** Text that the name contains, in any case. */
  readonly search?: string | undefined;
}

/** Integrations in the order in which they were connected: those after number `after`, at most `limit`. */
export const readIntegrations = (
  session: Session,
  filter: IntegrationFilter = {},
  after = 0,
  limit: number | null = null,
): Promise<Integration[]> =>
  load(
    session,
    `select ${columns} from integration where account_id = $1 and integration.number > $2
       and ($3::text is null or provider = $3) and ($4::text is null or status = $4)
       and ($5::text is null or strpos(lower(name), lower($5)) > 0) order by integration.number limit $6`,
    [after, filter.provider ?? null, filter.status ?? null, filter.search ?? null, limit],
  );

export async function readIntegration(
  session: Session,
  number: number,
): Promise<Integration | null> {
  const rows = await load(
    session,
    `select ${columns} from integration where account_id = $1 and number = $2`,
    [number],
  );
  return rows[0] ?? null;
}

/** Integrations by their numbers, in no order. */
export const findIntegrations = (
  session: Session,
  numbers: readonly number[],
): Promise<Integration[]> =>
  load(
    session,
    `select ${columns} from integration where account_id = $1 and number = any($2::bigint[])`,
    [numbers],
  );

/**
 * Loads an integration that nobody else can change, claim or remove until the transaction ends. The account's counter is locked
 * first, as the writing of facts does: the other order would let two transactions wait for each other.
 */
export async function lockIntegration(
  session: Session,
  number: number,
): Promise<Integration | null> {
  const rows = await load(
    session,
    `with counter as materialized (select account_id from number_counter where account_id = $1 for update)
     select ${columns} from counter join integration using (account_id) where number = $2 for update of integration`,
    [number],
  );
  return rows[0] ?? null;
}

type NewIntegration = Pick<Integration, 'number' | 'provider' | 'name' | 'settings'> &
  Partial<Pick<Integration, 'intervalMinutes' | 'since' | 'granted'>>;

/** Adds an integration under a number that was drawn before. */
export async function insertIntegration(
  session: Session,
  integration: NewIntegration,
): Promise<void> {
  await session.run(
    `insert into integration (account_id, number, provider, name, settings, status, created_at, updated_at, next_at, interval_minutes, since, granted)
     values ($1, $2, $3, $4, $5::jsonb, 'ACTIVE', $6::timestamptz, $6::timestamptz, $6::timestamptz, $7, $8::timestamptz, $9::jsonb)`,
    [
      integration.number,
      integration.provider,
      integration.name,
      JSON.stringify(integration.settings),
      moment(session.now),
      integration.intervalMinutes ?? null,
      moment(integration.since ?? null),
      JSON.stringify(integration.granted ?? []),
    ],
  );
}

export async function setIntegrationStatus(
  session: Session,
  number: number,
  status: IntegrationStatus,
): Promise<void> {
  await session.run(
    'update integration set status = $3, updated_at = $4::timestamptz where account_id = $1 and number = $2',
    [number, status, moment(session.now)],
  );
}

/** Changes what a user may change of an integration. */
export async function writeIntegration(
  session: Session,
  number: number,
  { name, intervalMinutes, settings }: Pick<Integration, 'name' | 'intervalMinutes' | 'settings'>,
): Promise<void> {
  await session.run(
    `update integration set name = $3, interval_minutes = $4, settings = $5::jsonb, updated_at = $6::timestamptz
     where account_id = $1 and number = $2`,
    [...[number, name, intervalMinutes], ...[JSON.stringify(settings), moment(session.now)]],
  );
  session.appendShown();
}

export async function setIntegrationSettings(
  session: Session,
  number: number,
  settings: Integration['settings'],
): Promise<void> {
  await session.run(
    'update integration set settings = $3::jsonb, updated_at = $4::timestamptz where account_id = $1 and number = $2',
    [number, JSON.stringify(settings), moment(session.now)],
  );
}

/** Writes what the operator grants an integration, in place of what it was granted before. */
export async function writeGranted(
  session: Session,
  number: number,
  granted: Integration['granted'],
): Promise<void> {
  await session.run(
    'update integration set granted = $3::jsonb where account_id = $1 and number = $2',
    [number, JSON.stringify(granted)],
  );
}

/** Writes that all facts of the tool as of `at` are imported. */
export async function noteSynced(session: Session, number: number, at: Instant): Promise<void> {
  const isNewer = await session.hasRows(
    `update integration set last_synced_at = $3::timestamptz where account_id = $1 and number = $2
       and (last_synced_at is null or last_synced_at < $3::timestamptz) returning 1`,
    [number, moment(at)],
  );
  if (isNewer) session.appendShown();
}
