import type {
  SyncCounts,
  SyncPass,
  SyncProgress,
  SyncRun,
  SyncStatus,
} from '../../model/integration.js';
import type { Instant } from '../../model/time.js';
import { milliseconds, moment } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { SyncRunTable } from '../tables/integration.table.js';
import { selectionOf } from '../tables/rows.js';

const columns = selectionOf(SyncRunTable, 'heartbeatAt');

/** The newest runs of an integration first: those before number `before`, at most `limit`. */
export const readRuns = (
  session: Session,
  integration: number,
  limit: number,
  before: number | null = null,
): Promise<SyncRun[]> =>
  session.load<SyncRun>(
    `select ${columns} from sync_run where account_id = $1 and integration = $2 and ($4::bigint is null or sync_run.number < $4)
     order by sync_run.number desc limit $3`,
    [integration, limit, before],
  );

export const readRun = (session: Session, number: number): Promise<SyncRun | null> =>
  session.find<SyncRun>(`select ${columns} from sync_run where account_id = $1 and number = $2`, [
    number,
  ]);

/** The newest run of each of these integrations that has one. */
export const newestRuns = (session: Session, integrations: readonly number[]): Promise<SyncRun[]> =>
  session.load<SyncRun>(
    `select newest.* from unnest($2::bigint[]) as wanted (integration) cross join lateral (
       select ${columns} from sync_run where account_id = $1 and sync_run.integration = wanted.integration
       order by started_at desc limit 1) as newest`,
    [integrations],
  );

/** For how many milliseconds nothing was heard from a run, by the database's clock, which all processes share. */
export async function silenceOf(session: Session, run: number): Promise<number> {
  const row = await session.find<{ silence: number }>(
    `select ${milliseconds('clock_timestamp()')} - ${milliseconds('heartbeat_at')} as silence from sync_run where account_id = $1 and number = $2`,
    [run],
  );
  return row?.silence ?? Number.POSITIVE_INFINITY;
}

/**
 * Inserts a new run. Runs have numbers of their own, so that hourly work does not use up the numbers of facts. The lock on the
 * account's counter puts concurrent beginners in order.
 */
export async function insertRun(
  session: Session,
  integration: number,
  startedAt: Instant,
  counts: SyncCounts,
  pass: SyncPass = 'INCREMENT',
): Promise<number> {
  await session.run('select 1 from number_counter where account_id = $1 for update');
  const row = await session.find<{ number: number }>(
    `insert into sync_run (account_id, number, integration, status, pass, started_at, counts, heartbeat_at)
     select $1, coalesce((select max(number) from sync_run where account_id = $1), 0) + 1, $2, 'RUNNING', $5, $3::timestamptz, $4::jsonb, clock_timestamp()
     returning number::float8 as number`,
    [integration, moment(startedAt), JSON.stringify(counts), pass],
  );
  return row?.number ?? 0;
}

/** A sign of life; false where the run is no longer anybody's to go on with. */
export const heartbeat = (session: Session, run: number): Promise<boolean> =>
  session.hasRows(
    `update sync_run set heartbeat_at = clock_timestamp() where account_id = $1 and number = $2 and status = 'RUNNING' returning 1`,
    [run],
  );

/**
 * Locks a run and its integration until the transaction ends. False where another process has taken over or the integration
 * is being removed: then nothing may be written.
 */
export const lockRun = (session: Session, run: number): Promise<boolean> =>
  session.hasRows(
    `select 1 from sync_run r join integration i on i.account_id = r.account_id and i.number = r.integration
     where r.account_id = $1 and r.number = $2 and r.status = 'RUNNING' and i.status <> 'REMOVING' for update`,
    [run],
  );

/** Writes the progress of a run. Returns false if the run has ended or its integration is being removed: then the transaction must not commit. */
export const advanceRun = (
  session: Session,
  run: number,
  counts: SyncCounts,
  progress: SyncProgress | null,
): Promise<boolean> =>
  session.hasRows(
    `with held as (select i.number from integration i where i.account_id = $1
     and i.number = (select integration from sync_run where account_id = $1 and number = $2)
       and i.status <> 'REMOVING' for update)
     update sync_run set counts = $3::jsonb, progress = $4::jsonb, heartbeat_at = clock_timestamp()
     where account_id = $1 and number = $2 and status = 'RUNNING' and exists (select from held) returning 1`,
    [run, JSON.stringify(counts), progress && JSON.stringify(progress)],
  );

/** How a run ended. */
export interface RunEnd {
  readonly status: Exclude<SyncStatus, 'RUNNING'>;
  readonly message: string | null;
  /** Absent: as they were last written. */
  readonly counts?: SyncCounts;
}

/** Ends a run that is still running; one that has ended stays as it is. */
export async function endRun(
  session: Session,
  run: number,
  { status, message, counts }: RunEnd,
): Promise<void> {
  await session.run(
    `update sync_run set status = $3, message = $4, ended_at = $5::timestamptz, counts = coalesce($6::jsonb, counts)
     where account_id = $1 and number = $2 and status = 'RUNNING'`,
    [run, status, message, moment(session.now), counts && JSON.stringify(counts)],
  );
}

/** How the runs of an integration ended; those that were interrupted say nothing about the tool. */
export interface RunTally {
  readonly integration: number;
  readonly succeeded: number;
  /** Runs that began after the newest that succeeded. */
  readonly failed: number;
  readonly deferred: number;
  /** Why the newest of those that failed did. */
  readonly lastFailure: string | null;
  /** Records that could not be read. */
  readonly dropped: number;
}

/** How the runs that ended at `since` or later went, for each of these integrations that has any. */
export const tallyRuns = (session: Session, integrations: readonly number[], since: Instant) =>
  session.load<RunTally>(
    `with ended as (
       select *, number > coalesce(max(number) filter (where status = 'SUCCEEDED') over (partition by integration), 0) as is_unresolved
       from sync_run where account_id = $1 and integration = any($2::bigint[]) and ended_at >= $3::timestamptz)
     select integration::float8 as integration, count(*) filter (where status = 'SUCCEEDED')::float8 as succeeded,
       count(*) filter (where status = 'FAILED' and is_unresolved)::float8 as failed, count(*) filter (where status = 'DEFERRED')::float8 as deferred,
       (array_agg(message order by started_at desc) filter (where status = 'FAILED' and is_unresolved))[1] as "lastFailure",
       sum((select coalesce(sum(value::float8), 0) from jsonb_each_text(coalesce(counts->'dropped', '{}'))))::float8 as dropped
     from ended group by 1`,
    [integrations, moment(since)],
  );

/** Forgets runs that ended before `before`, but never the newest of an integration. */
export async function forgetRuns(session: Session, before: Instant): Promise<void> {
  await session.run(
    `delete from sync_run r where account_id = $1 and ended_at < $2::timestamptz and exists (
       select 1 from sync_run newer where newer.account_id = r.account_id and newer.integration = r.integration and newer.started_at > r.started_at)`,
    [moment(before)],
  );
}
