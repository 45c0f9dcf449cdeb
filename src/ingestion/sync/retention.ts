import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
import { trimLog } from '../../storage/change-feed/change-log.js';
import { forgetDeliveries } from '../../storage/integrations/inbox-lists.js';
import { forgetPages } from '../../storage/integrations/raw-pages.js';
import { forgetRuns } from '../../storage/integrations/sync-runs.js';
import type { IngestionContext } from '../context.js';

const KEPT_MILLISECONDS = 30 * DAY_MILLISECONDS;
/** Dead deliveries are kept until somebody looks at them, but not for ever. */
const DEAD_KEPT_MILLISECONDS = 90 * DAY_MILLISECONDS;
const PAGES_AT_ONCE = 50;

/** Forgets what is older than 30 days: pages, runs, deliveries, and what the change log said; dead deliveries after 90. Several processes at once do no harm. */
export async function forgetOld(
  { database, background }: Pick<IngestionContext, 'database' | 'background'>,
  account: number,
  now: Instant,
): Promise<void> {
  const before = now - KEPT_MILLISECONDS;
  while (
    !background.signal.aborted &&
    (await database.write(account, (session) => forgetPages(session, before, PAGES_AT_ONCE))) > 0
  );
  const ages = { processedBefore: before, deadBefore: now - DEAD_KEPT_MILLISECONDS };
  while (
    !background.signal.aborted &&
    (await database.write(account, (session) => forgetDeliveries(session, ages, PAGES_AT_ONCE))) > 0
  );
  await database.write(account, (session) => forgetRuns(session, before));
  await database.write(account, (session) => trimLog(session, before));
}
