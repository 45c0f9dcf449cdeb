import type { Instant, TimeZone } from '../../model/time.js';
import { moment } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { AccountSettingTable } from '../tables/account.table.js';
import { selectionOf, writeRows } from '../tables/rows.js';

/** Settings of an account. */
export interface AccountSettings {
  /** Name of the account. */
  readonly name: string;
  /** Time zone of its local days. */
  readonly timeZone: TimeZone;
  /** Keys the aliases of developers; never leaves the server. */
  readonly aliasSecret: string;
  /** When it was created. */
  readonly createdAt: Instant;
  /** When it last changed. */
  readonly updatedAt: Instant;
}

export const insertAccountSettings = (
  session: Session,
  { name, timeZone, aliasSecret }: Pick<AccountSettings, 'name' | 'timeZone' | 'aliasSecret'>,
): Promise<void> => {
  const times = { createdAt: session.now, updatedAt: session.now };
  return writeRows(session, AccountSettingTable, [{ name, timeZone, aliasSecret, ...times }]);
};

/** The settings of the session's account; null while it has none. */
export const readAccountSettings = (session: Session): Promise<AccountSettings | null> =>
  session.find(
    `select ${selectionOf(AccountSettingTable)} from account_setting where account_id = $1`,
  );

export async function updateTimeZone(session: Session, timeZone: TimeZone): Promise<void> {
  await session.run(
    'update account_setting set time_zone = $2, updated_at = $3::timestamptz where account_id = $1',
    [timeZone, moment(session.now)],
  );
}
