import type { Instant, TimeZone } from '../../model/time.js';
import { milliseconds, moment } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

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

export async function insertAccountSettings(
  session: Session,
  settings: Pick<AccountSettings, 'name' | 'timeZone' | 'aliasSecret'>,
): Promise<void> {
  await session.run(
    `insert into account_setting (account_id, name, time_zone, alias_secret, created_at, updated_at)
     values ($1, $2, $3, $4, $5::timestamptz, $5::timestamptz)`,
    [settings.name, settings.timeZone, settings.aliasSecret, moment(session.now)],
  );
}

/** The settings of the session's account; null while it has none. */
export const readAccountSettings = (session: Session): Promise<AccountSettings | null> =>
  session.find<AccountSettings>(`select name, time_zone as "timeZone", alias_secret as "aliasSecret", ${milliseconds('created_at')} as "createdAt",
       ${milliseconds('updated_at')} as "updatedAt" from account_setting where account_id = $1`);

export async function updateTimeZone(session: Session, timeZone: TimeZone): Promise<void> {
  await session.run(
    'update account_setting set time_zone = $2, updated_at = $3::timestamptz where account_id = $1',
    [timeZone, moment(session.now)],
  );
}
