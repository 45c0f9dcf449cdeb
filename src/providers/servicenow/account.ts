import { isTimeZone } from '../../model/time.js';
import { type Instance, readTable } from './api.js';
import { unlessRefused } from './legend.js';
import { type Cell, cell } from './wire.js';

const dates = ['sys_updated_on', 'sys_created_on'];

/** The user of the login. */
export interface Account {
  readonly name: string | null;
  /** Name of the time zone; null where it is that of the instance. */
  readonly zone: string | null;
  /** The same instants as the database holds them and as the account sees them. */
  readonly dates: readonly Cell[];
}

const cellIn = (row: Readonly<Record<string, unknown>>, column: string): Cell =>
  cell.safeParse(row[column]).data ?? { value: null, display: null };

/** Reads the account of the login. A condition that is ignored brings everybody, who say nothing of this one. */
export const readAccount = (instance: Instance): Promise<Account | null> =>
  unlessRefused(async () => {
    const { login, user } = instance.settings;
    const query = login === 'BASIC' ? `user_name=${user}` : 'sys_id=javascript:gs.getUserID()';
    const fields = ['sys_id', 'user_name', 'name', 'time_zone', ...dates];
    const { rows } = await readTable(instance, 'sys_user', {
      query,
      fields,
      limit: 2,
      shown: true,
    });
    const [row, ...others] = rows;
    if (!row || others.length > 0) return null;
    return {
      name: cellIn(row, 'name').value ?? cellIn(row, 'user_name').value,
      zone: cellIn(row, 'time_zone').value,
      dates: dates.map((column) => cellIn(row, column)),
    };
  });

const clockOf = (zone: string, at: Date): string =>
  at.toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });

/** Summer and winter, in which clocks differ. */
const seasons = [new Date('2026-01-15T12:00:00Z'), new Date('2026-07-15T12:00:00Z')];

const isUtc = (zone: string): boolean => seasons.every((at) => clockOf(zone, at) === '12:00');

/** Returns the minutes since midnight that a text shows, whatever its format; null if it shows none. */
function minutesIn(text: string | null): number | null {
  const [, hour, minute, half] =
    /(\d{1,2})[:.](\d\d)(?:[:.]\d\d)?\s*([ap]m)?/i.exec(text ?? '') ?? [];
  if (hour === undefined) return null;
  const isAfternoon = half?.toLowerCase() === 'pm';
  const hours = half ? (Number(hour) % 12) + (isAfternoon ? 12 : 0) : Number(hour);
  return hours * 60 + Number(minute);
}

const isShifted = ({ value, display }: Cell): boolean => {
  const [held, shown] = [minutesIn(value), minutesIn(display)];
  return held !== null && shown !== null && held !== shown;
};

/** Returns what is wrong with the time zone of the account; null if nothing is. */
export function zoneFault({ zone, dates: seen }: Account): string | null {
  const isNamed = zone !== null && isTimeZone(zone);
  if (isNamed ? isUtc(zone) : !seen.some(isShifted)) return null;
  const named = zone === null ? 'another' : zone;
  return `ServiceNow reads the dates of queries in the time zone of the account, which is ${named}, so that rows would be missed: set the time zone of the account to UTC (GMT).`;
}
