import type { Integration } from '../../model/integration.js';
import type { Instant } from '../../model/time.js';
import { moment } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { IntegrationTable } from '../tables/integration.table.js';
import { updateNumbered } from '../tables/rows.js';

/** When an integration is synced next. */
export interface NextRun extends Pick<Integration, 'failures' | 'nextSweepAt'> {
  readonly nextAt: Instant;
}

export const writeNextRun = (
  session: Session,
  number: number,
  { nextAt, failures, nextSweepAt }: NextRun,
): Promise<void> =>
  updateNumbered(session, IntegrationTable, [number], { nextAt, failures, nextSweepAt });

/** Lets an integration be synced at the next look, whatever kept it from that. */
export const writeDueNow = (session: Session, number: number): Promise<void> =>
  updateNumbered(session, IntegrationTable, [number], { nextAt: session.now });

/** Notes that an INCREMENT that began at `at` has read all there is. */
export async function finishIncrement(
  session: Session,
  number: number,
  at: Instant,
): Promise<void> {
  await session.run(
    `update integration set reread_from = null, last_synced_at = greatest(last_synced_at, $3::timestamptz)
     where account_id = $1 and number = $2`,
    [number, moment(at)],
  );
  session.appendShown();
}

/** Forgets how far an integration was read, so that the next sync reads again from `from`; null: as far as the first sync. */
export async function clearCursor(
  session: Session,
  number: number,
  from: Instant | null,
): Promise<void> {
  await session.run(
    `update integration set cursor = null, reread_from = $3::timestamptz,
       since = case when since is not null then least(since, $3::timestamptz) end where account_id = $1 and number = $2`,
    [number, moment(from)],
  );
}
