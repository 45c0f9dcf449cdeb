import type { SyncCounts, SyncProgress } from '../../model/integration.js';
import type { Instant } from '../../model/time.js';
import { milliseconds, moment } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import type { PageTable } from '../tables/integration.table.js';
import type { RowOf } from '../tables/same-shape.js';

/** A page as it came, with its packed body. */
export type KeptPage = Omit<RowOf<typeof PageTable>, 'accountId' | 'integration'>;

type NewPage = Omit<KeptPage, 'number'>;
/** SQL: keeps a page under a number of its own, by its values. */
const drawn =
  'drawn as (update number_counter set next = next + 1 where account_id = $1 returning next - 1 as number)';
const insertion =
  'insert into page (account_id, number, integration, kind, body, fetched_at) select $1, number, $2, $3, $4, $5::timestamptz from drawn';
const valuesOf = (integration: number, page: NewPage) => [
  ...[integration, page.kind, page.body, moment(page.fetchedAt)],
];

export async function keepPage(
  session: Session,
  integration: number,
  page: NewPage,
): Promise<void> {
  await session.run(`with ${drawn} ${insertion}`, valuesOf(integration, page));
}

/** How far a run has come once a page is written. */
export interface Checkpoint {
  readonly run: number;
  readonly cursor: string | null;
  readonly counts: SyncCounts;
  readonly progress: SyncProgress | null;
}

/**
 * Keeps a page that a run has brought, and moves its integration's cursor and the run on, in one statement. False where the run is no
 * longer anybody's to go on with, or the integration is being removed: then nothing of the transaction may stand.
 */
export async function checkpointPage(
  session: Session,
  integration: number,
  page: NewPage,
  { run, cursor, counts, progress }: Checkpoint,
): Promise<boolean> {
  const moved = await session.run(
    `with ${drawn}, kept as (${insertion}),
       moved as (update integration set cursor = $6 where account_id = $1 and number = $2 and status <> 'REMOVING' returning 1)
     update sync_run set counts = $8::jsonb, progress = $9::jsonb, heartbeat_at = clock_timestamp()
     where account_id = $1 and number = $7 and status = 'RUNNING' and exists (select from moved) returning 1`,
    [
      ...valuesOf(integration, page),
      ...[cursor, run, JSON.stringify(counts), progress && JSON.stringify(progress)],
    ],
  );
  return moved > 0;
}

/** The first page of an integration after number `after` that is still kept, in the order in which they came. */
export const nextPage = (session: Session, integration: number, after: number) =>
  session.find<KeptPage>(
    `select number::float8 as number, kind, body, ${milliseconds('fetched_at')} as "fetchedAt" from page
     where account_id = $1 and integration = $2 and page.number > $3 order by page.number limit 1`,
    [integration, after],
  );

/** Forgets pages that were fetched before `before`, at most `limit`. Returns how many. */
export const forgetPages = (session: Session, before: Instant, limit: number): Promise<number> =>
  session.run(
    `delete from page where account_id = $1 and number in (
       select number from page where account_id = $1 and fetched_at < $2::timestamptz order by number limit $3) returning 1`,
    [moment(before), limit],
  );
