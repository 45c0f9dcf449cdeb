import { documentWithoutSecrets } from '../../model/facts/open-document.js';
import { withoutSecrets } from '../../model/facts/open-secret.js';
import type { Instant } from '../../model/time.js';
import type { Session } from '../sql/session.js';
import { ActivityTable } from '../tables/org-tree.table.js';
import { insertNumbered, selectionOf } from '../tables/rows.js';

export interface Activity {
  /** Number of the key that did it; 0 for the command line. */
  readonly key: number;
  readonly action: 'CREATED' | 'EDITED' | 'DELETED' | 'REVEALED';
  readonly objectKind: string;
  /** Number or other key of the object. */
  readonly object: string;
  /** The former and the new values, as far as they may be shown. */
  readonly details: unknown;
}
/** One entry of the activity log. */
export interface ActivityEntry extends Activity {
  /** Number of the entry within the account. */
  readonly number: number;
  /** When it happened. */
  readonly at: Instant;
}

/** Returns what may be read of an entry, whenever it was written. */
const openActivity = <One extends Activity>(activity: One): One => ({
  ...activity,
  object: withoutSecrets(activity.object),
  details: documentWithoutSecrets(activity.details),
});

/** Writes down who did what, without secrets; never changed and never removed afterwards. */
export async function appendActivity(session: Session, given: Activity): Promise<void> {
  // Secrets are found in what JSON makes of the values, such as dates.
  const details: unknown = JSON.parse(JSON.stringify(given.details ?? null));
  const activity = openActivity({ ...given, details });
  await insertNumbered(session, ActivityTable, [{ ...activity, at: session.now }]);
}

/**
 * Returns the newest entries first: those before number `before`, or from the newest on. Entries are never changed, so that secrets in
 * those of before are hidden as they are read.
 */
export async function readActivity(
  session: Session,
  limit: number,
  before: number | null,
): Promise<ActivityEntry[]> {
  const entries = await session.load<ActivityEntry>(
    `select ${selectionOf(ActivityTable)} from activity
     where account_id = $1 and ($3::bigint is null or number < $3) order by activity.number desc limit $2`,
    [limit, before],
  );
  return entries.map(openActivity);
}
