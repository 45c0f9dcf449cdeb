import { withoutSecrets } from '../../model/facts/open-secret.js';
import type { Integration, IntegrationStatus } from '../../model/integration.js';
import type { Instant } from '../../model/time.js';
import { moment } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { IntegrationTable } from '../tables/integration.table.js';
import { selectionOf, updateNumbered, writeRows } from '../tables/rows.js';

const columns = selectionOf(IntegrationTable, 'address');

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

export const readIntegration = async (
  session: Session,
  number: number,
): Promise<Integration | null> => (await findIntegrations(session, [number]))[0] ?? null;

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
export const insertIntegration = (
  session: Session,
  { number, provider, name, settings, granted = [], intervalMinutes, since }: NewIntegration,
): Promise<void> => {
  const now = { createdAt: session.now, updatedAt: session.now, nextAt: session.now };
  const given = { number, provider, name, settings, granted, intervalMinutes, since };
  return writeRows(session, IntegrationTable, [{ ...given, ...now, status: 'ACTIVE' }]);
};

/** Writes values of an integration. */
export const updateIntegration = (
  session: Session,
  number: number,
  values: Partial<Pick<Integration, 'status' | 'settings' | 'name' | 'intervalMinutes'>>,
): Promise<void> =>
  updateNumbered(session, IntegrationTable, [number], { ...values, updatedAt: session.now });

/** Changes what a user may change of an integration. */
export async function writeIntegration(
  session: Session,
  number: number,
  { name, intervalMinutes, settings }: Pick<Integration, 'name' | 'intervalMinutes' | 'settings'>,
): Promise<void> {
  await updateIntegration(session, number, { name, intervalMinutes, settings });
  session.appendShown();
}

/** Writes what the operator grants an integration, in place of what it was granted before. */
export const writeGranted = (
  session: Session,
  number: number,
  granted: Integration['granted'],
): Promise<void> => updateNumbered(session, IntegrationTable, [number], { granted });

/** Writes that all facts of the tool as of `at` are imported. */
export async function noteSynced(session: Session, number: number, at: Instant): Promise<void> {
  const isNewer = await session.hasRows(
    `update integration set last_synced_at = $3::timestamptz where account_id = $1 and number = $2
       and (last_synced_at is null or last_synced_at < $3::timestamptz) returning 1`,
    [number, moment(at)],
  );
  if (isNewer) session.appendShown();
}
