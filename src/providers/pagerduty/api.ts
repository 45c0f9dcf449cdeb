import { type Answer, parseJson } from '../http/answer.js';
import { type Asking, clientBy, createClient, type VendorRules } from '../http/client.js';
import { HttpFailure, WrongAnswer } from '../http/failures.js';
import { createVendorClock } from '../http/vendor-clock.js';
import type { SourceContext } from '../provider.js';
import { hostOf, type PagerdutySettings } from './settings.js';

/** Tokens of OAuth begin so; keys of the REST API have no form of their own. */
const oauth = /^pd(?:us|eu)\+/;

const rules: VendorRules = {
  vendor: 'PagerDuty',
  limitHeaders: {
    remaining: 'ratelimit-remaining',
    reset: 'ratelimit-reset',
    resetUnit: 'SECONDS_FROM_NOW',
  },
  authorize: (token) => ({
    authorization: oauth.test(token) ? `Bearer ${token}` : `Token token=${token}`,
  }),
  headers: {
    accept: 'application/vnd.pagerduty+json;version=2',
    'content-type': 'application/json',
  },
  isLimited: ({ status }) => status === 429,
};

/** Opens an account with the key of the settings. */
export function openAccount(settings: PagerdutySettings, context: SourceContext) {
  const base = new URL(settings.baseUrl);
  const clock = createVendorClock();
  const inner = createClient({ rules, base, tokens: [settings.token], context });
  const client = clientBy(base, async (path, asking) => {
    const answer = await inner.ask(path, asking);
    clock.note(answer.headers);
    return answer;
  });
  return {
    client,
    settings,
    host: hostOf(settings),
    /** Returns PagerDuty's own instant of its first answer; ours where it names none. */
    begunAt: () => clock.begunAt() ?? context.now,
  };
}
export type Account = ReturnType<typeof openAccount>;

/** A list of PagerDuty is never longer than this, wherever it is begun. */
const MOST_OFFSET = 10_000;
/** More than these are refused. */
const AT_ONCE = 100;

/** A list reaches further than PagerDuty pages: it must be asked for in pieces. */
export class TooLong extends Error {
  override readonly name = 'TooLong';
}

export type Item = Readonly<Record<string, unknown>>;
type Query = NonNullable<Asking['query']>;

/** A page of a list. */
export interface ListPage {
  readonly items: readonly Item[];
  readonly hasMore: boolean;
  /** Null unless it was asked for. */
  readonly total: number | null;
}

/** Returns the list that an answer holds under its name. Throws WrongAnswer if it holds none. */
function listIn(answer: Answer, name: string): ListPage {
  const body = parseJson<Readonly<Record<string, unknown>> | null>(answer);
  const items = body?.[name];
  if (!Array.isArray(items))
    throw new WrongAnswer(
      `${new URL(answer.url).origin} does not answer as PagerDuty does: check the address.`,
    );
  const total = typeof body?.total === 'number' ? body.total : null;
  return { items, hasMore: body?.more === true && items.length > 0, total };
}

/** Asks for a page of a list, such as `/incidents`. Throws TooLong where PagerDuty pages no further. */
export async function readPage(
  { client }: Account,
  path: string,
  name: string,
  offset: number,
  query: Query = {},
): Promise<ListPage> {
  if (offset + AT_ONCE > MOST_OFFSET) throw new TooLong(`${path} is longer than ${MOST_OFFSET}.`);
  const answer = await client.ask(path, {
    query: { ...query, limit: AT_ONCE, offset: offset > 0 ? offset : null },
    allowed: offset > 0 ? [400] : [],
  });
  // Code 2002: the offset with the limit lies beyond what is paged.
  if (answer.status === 400) throw new TooLong(`${path} is longer than ${offset}.`);
  return listIn(answer, name);
}

/** Reads a list to its end, as far as PagerDuty pages. */
export async function readList(
  account: Account,
  path: string,
  name: string,
  query: Query = {},
): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (let offset = 0; offset + AT_ONCE <= MOST_OFFSET; offset += AT_ONCE) {
    const page = await readPage(account, path, name, offset, query);
    items.push(...page.items);
    if (!page.hasMore) break;
  }
  return items;
}

/** Reads one thing; null where PagerDuty has none. */
export async function readOne(
  { client }: Account,
  path: string,
  name: string,
): Promise<Item | null> {
  const answer = await client.ask(path, { allowed: [404] });
  if (answer.status === 404) return null;
  const body = parseJson<Readonly<Record<string, unknown>> | null>(answer);
  return (body?.[name] as Item | undefined) ?? null;
}

/** Returns what to do about a refused key; null if the failure is none. */
export const loginFault = (error: unknown): string | null =>
  error instanceof HttpFailure && error.status === 401
    ? 'PagerDuty does not take the token (401): check the API key, and that the account is of the service region of the address (US api.pagerduty.com, EU api.eu.pagerduty.com).'
    : null;

/** True where the key may not read something. */
export const isRefused = (error: unknown): boolean =>
  error instanceof HttpFailure && error.status === 403;

/** Returns an instant as queries name it: with a zone, since the account's own would count otherwise. */
export const zulu = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
