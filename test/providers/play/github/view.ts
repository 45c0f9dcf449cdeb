import type { Token } from './server/tokens.js';
import type { Person } from './world/records.js';
import type { World } from './world/world.js';

/** The viewer of the world, and from where; an answer is written for a view. */
export interface View {
  readonly world: World;
  /** Null for a visitor without a token. */
  readonly token: Token | null;
  /** The address of the web pages, without a slash at its end. */
  readonly web: string;
  /** The address of the REST API, without a slash at its end. */
  readonly api: string;
  /** The time on the server's clock. */
  readonly now: number;
}

const DAY = 86_400_000;
const days = new Map<number, string>();
const pairs = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));

/** The date of a day since 1970, kept: a page names the same few hundreds. */
function dateOf(day: number): string {
  const known = days.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * DAY).toISOString().slice(0, 10);
  days.set(day, date);
  return date;
}

/** An instant as GitHub writes it, in whole seconds. */
export function instant(moment: number): string {
  const day = Math.floor(moment / DAY);
  const seconds = Math.floor((moment - day * DAY) / 1_000);
  const hour = pairs[Math.floor(seconds / 3_600)];
  const minute = pairs[Math.floor(seconds / 60) % 60];
  return `${dateOf(day)}T${hour}:${minute}:${pairs[seconds % 60]}Z`;
}

export const instantOrNull = (moment: number | null): string | null =>
  moment === null ? null : instant(moment);

/** The login as REST names it. */
export const restLoginOf = ({ kind, login }: Person): string =>
  kind === 'Bot' ? `${login}[bot]` : login;

const MOST_OF_32_BITS = 2_147_483_647;

/** GitHub leaves an id out of a field that cannot hold it. */
export const smallId = (id: number): number | null => (id > MOST_OF_32_BITS ? null : id);
