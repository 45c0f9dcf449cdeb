import { DAY_MILLISECONDS, type Instant } from '../../../model/time.js';
import {
  type Account,
  type Item,
  type ListPage,
  readList,
  readPage,
  TooLong,
  zulu,
} from '../api.js';

/** PagerDuty takes six months at the most. */
const LONGEST_MILLISECONDS = 30 * DAY_MILLISECONDS;
/** A window of this length is no longer halved, but split by service. */
const SHORTEST_MILLISECONDS = 60_000;

export interface Window {
  readonly since: Instant;
  readonly until: Instant;
}

/** Returns the newest window of a span. */
export const newestOf = ({ since, until }: Window): Window => ({
  since: Math.max(since, until - LONGEST_MILLISECONDS),
  until,
});

/** Returns the newer half of a window, in whole seconds. */
export function newerHalf({ since, until }: Window): Window {
  const middle = since + Math.floor((until - since) / 2_000) * 1_000;
  return { since: middle, until };
}

export const isShortest = ({ since, until }: Window): boolean =>
  until - since <= SHORTEST_MILLISECONDS;

/** One end alone would mean a month from there, and the zone of the account would count without one of its own. */
const spanOf = ({ since, until }: Window) => ({
  since: zulu(since),
  until: zulu(until),
  time_zone: 'UTC',
});

const chosen = ({ settings: { services, teams } }: Account) => ({
  'service_ids[]': services,
  'team_ids[]': teams,
});

/** Asks for a page of the incidents that began within a window, the newest first. Throws TooLong. */
export function readIncidents(account: Account, window: Window, offset: number): Promise<ListPage> {
  const query = { ...spanOf(window), ...chosen(account), sort_by: 'created_at:desc' };
  return readPage(account, '/incidents', 'incidents', offset, query);
}

/** Yields the incidents of a window that cannot be halved, service by service. */
export async function* readByService(
  account: Account,
  window: Window,
): AsyncGenerator<readonly Item[]> {
  const { settings } = account;
  const all = settings.services.length > 0 ? settings.services : await serviceIds(account);
  for (const id of all) {
    const query = { ...spanOf(window), ...chosen(account), 'service_ids[]': [id] };
    const found = await readList(account, '/incidents', 'incidents', query);
    if (found.length > 0) yield found;
  }
}

const serviceIds = async (account: Account): Promise<readonly string[]> =>
  (await readList(account, '/services', 'services')).map(({ id }) => String(id));

async function readEntriesOf(account: Account, window: Window): Promise<readonly Item[]> {
  const query = { ...spanOf(window), 'team_ids[]': account.settings.teams };
  const entries: Item[] = [];
  for (let offset = 0, hasMore = true; hasMore; ) {
    const page = await readPage(account, '/log_entries', 'log_entries', offset, query);
    entries.push(...page.items);
    offset += page.items.length;
    ({ hasMore } = page);
  }
  return entries;
}

/** Reads all log entries of a window, by halves where there are too many. Throws TooLong where a minute has too many. */
export async function readEntries(account: Account, window: Window): Promise<readonly Item[]> {
  try {
    return await readEntriesOf(account, window);
  } catch (error) {
    if (!(error instanceof TooLong) || isShortest(window)) throw error;
    const newer = newerHalf(window);
    const older = { since: window.since, until: newer.since };
    return [...(await readEntries(account, older)), ...(await readEntries(account, newer))];
  }
}
