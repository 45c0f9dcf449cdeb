import type { Viewer } from '../../model/access.js';
import type { ExportJob, ExportRequest } from '../../model/export.js';
import { timestamp } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { ExportJobTable } from '../tables/export-job.table.js';
import { selectionOf } from '../tables/rows.js';
import type { RowOf } from '../tables/same-shape.js';

const KEPT_MILLISECONDS = 86_400_000;
const SILENCE = `interval '60 seconds'`;

const columns = selectionOf(ExportJobTable, 'digest', 'viewer', 'sequence', 'heartbeatAt');
const sequenceNow = 'select sequence from account where id = $1';

/** The job that answers this request: one that waits, runs, or was made when everything was as it is now; else a new one. */
export async function shareExportJob(
  session: Session,
  digest: string,
  request: ExportRequest,
  viewer: Viewer,
): Promise<ExportJob> {
  // Drawing a number locks the counter, so that two who ask at once take turns.
  const number = await session.drawNumbers(1);
  const [shared] = await session.load<ExportJob>(
    `select ${columns} from export_job where account_id = $1 and digest = $2
       and (status in ('QUEUED', 'PROCESSING') or (status = 'COMPLETED' and sequence = (${sequenceNow}))) order by export_job.number desc limit 1`,
    [digest],
  );
  if (shared) return shared;
  await session.run(
    'delete from export_job where account_id = $1 and created_at < $2::timestamptz',
    [timestamp(session.now - KEPT_MILLISECONDS)],
  );
  const [job] = await session.load<ExportJob>(
    `insert into export_job (account_id, number, digest, request, viewer, status, sequence, created_at)
     values ($1, $2, $3, $4::jsonb, $5::jsonb, 'QUEUED', (${sequenceNow}), $6::timestamptz) returning ${columns}`,
    [number, digest, JSON.stringify(request), JSON.stringify(viewer), timestamp(session.now)],
  );
  return job!;
}

/** A job as somebody may see it who may, or may not, see names. */
export const readExportJob = (session: Session, number: number, reveals: boolean) =>
  session.find<ExportJob>(
    `select ${columns} from export_job where account_id = $1 and number = $2 and ($3 or not (viewer ->> 'reveals')::boolean)`,
    [number, reveals],
  );

export type ClaimedExport = Pick<RowOf<typeof ExportJobTable>, 'number' | 'request' | 'viewer'>;

/** Takes a job that waits, or whose worker fell silent, away from all other workers. */
export const claimExportJob = (session: Session): Promise<ClaimedExport | null> =>
  session.find<ClaimedExport>(`update export_job set status = 'PROCESSING', heartbeat_at = clock_timestamp() where account_id = $1 and number = (
       select number from export_job where account_id = $1 and (status = 'QUEUED' or (status = 'PROCESSING' and heartbeat_at < clock_timestamp() - ${SILENCE}))
       order by number limit 1 for update skip locked)
     returning number::float8 as number, request, viewer`);

/** Gives a job that was claimed back, so that any worker may take it at once. */
export async function releaseExportJob(session: Session, number: number): Promise<void> {
  await session.run(
    `update export_job set status = 'QUEUED' where account_id = $1 and number = $2 and status = 'PROCESSING'`,
    [number],
  );
}

/** Ends a job with its file, or with why there is none. */
export async function endExportJob(
  session: Session,
  number: number,
  ended: { readonly csv: string } | { readonly message: string },
): Promise<void> {
  const csv = 'csv' in ended ? ended.csv : null;
  const message = 'message' in ended ? ended.message : null;
  await session.run(
    `update export_job set status = case when $3::text is null then 'FAILED' else 'COMPLETED' end, csv = $3, message = $4, ended_at = $5::timestamptz
     where account_id = $1 and number = $2`,
    [number, csv, message, timestamp(session.now)],
  );
}
