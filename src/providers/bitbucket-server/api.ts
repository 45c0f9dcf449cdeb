import { type Answer, parseJson } from '../http/answer.js';
import { createClient, type HttpClient, type VendorRules } from '../http/client.js';
import { HttpFailure, WrongAnswer } from '../http/failures.js';
import type { SourceContext } from '../provider.js';
import { type BitbucketServerSettings, placeOf } from './settings.js';

const API = '/rest/api/latest';
const VENDOR = 'Bitbucket';

const rulesOf = ({ username }: BitbucketServerSettings): VendorRules => ({
  vendor: VENDOR,
  limitHeaders: { remaining: 'x-ratelimit-remaining', reset: null, resetUnit: 'EPOCH_SECONDS' },
  authorize: (token) => {
    const basic = Buffer.from(`${username}:${token}`).toString('base64');
    return { authorization: username === '' ? `Bearer ${token}` : `Basic ${basic}` };
  },
  headers: { accept: 'application/json', 'x-atlassian-token': 'no-check' },
  isLimited: ({ status }) => status === 429,
});

const DENIED = 'x-authentication-denied-reason';

/** Returns what to do about a refused login; null if the failure is none. */
export function loginFault(error: unknown): string | null {
  if (!(error instanceof HttpFailure)) return null;
  const { status, headers } = error;
  if (/CAPTCHA/i.test(headers.get(DENIED) ?? ''))
    return 'Bitbucket wants a CAPTCHA of this account after failed logins: log in with it in a browser once, then try again. A token in place of the password needs none.';
  if (status !== 401) return null;
  return 'Bitbucket does not take the token: check that it has not expired, and leave the username empty with an HTTP access token.';
}

/** The header names who is logged in; the server leaves it out for nobody. */
const USER = 'x-ausername';

const somethingElse = (client: HttpClient): WrongAnswer =>
  new WrongAnswer(
    `${client.base.origin} does not answer as Bitbucket does: check the address, and the path that Bitbucket lies below.`,
  );

interface Properties {
  readonly version?: unknown;
  readonly displayName?: unknown;
}

async function readProperties(client: HttpClient) {
  try {
    const answer = await client.ask(`${API}/application-properties`, { allowed: [404] });
    if (answer.status === 404) throw somethingElse(client);
    return { user: answer.headers.get(USER), properties: parseJson<Properties>(answer) };
  } catch (error) {
    const fault = loginFault(error);
    throw fault === null ? error : new Error(fault, { cause: error });
  }
}

/**
 * Asks a server who it is, and who the token is. Throws WrongAnswer if it is no Bitbucket, and what
 * to do where the token is refused.
 */
export async function openServer(settings: BitbucketServerSettings, context: SourceContext) {
  const { token, baseUrl } = settings;
  const base = new URL(baseUrl);
  const client = createClient({ rules: rulesOf(settings), base, tokens: [token], context });
  const { user, properties } = await readProperties(client);
  const { version, displayName } = properties ?? {};
  if (typeof version !== 'string' || !/^(?:bitbucket|stash)/i.test(String(displayName)))
    throw somethingElse(client);
  if (user === null || user === '')
    throw new Error(
      'Bitbucket takes the token for nobody: check that it belongs to this server and has not expired.',
    );
  return { client, version, user, place: placeOf(settings), log: context.log };
}
/** A server that answered who it is. */
export type BitbucketServer = Awaited<ReturnType<typeof openServer>>;

type Query = Readonly<Record<string, string | number>>;

/** `HIDDEN`: the account may not see it. `GONE`: the server has none such. */
export type Absence = 'HIDDEN' | 'GONE';
export const isAbsent = (found: unknown): found is Absence =>
  found === 'HIDDEN' || found === 'GONE';

/** A wrong token is answered with 401, and so is what the account may not see. */
const isDenied = ({ status, headers, body }: Answer): boolean =>
  (status === 403 && !headers.has(DENIED)) ||
  (status === 401 && /Authori[sz]ationException/.test(body));

/** Returns an answer as JSON, or why there is none. Throws HttpFailure of a login that is refused. */
export async function askIfThere<Value>(
  { client }: Pick<BitbucketServer, 'client'>,
  path: string,
  query: Query = {},
): Promise<Value | Absence> {
  const answer = await client.ask(API + path, { query, allowed: [401, 403, 404] });
  const { status } = answer;
  if (status === 404) {
    // A proxy before it answers with a page of its own.
    parseJson(answer);
    return 'GONE';
  }
  if (isDenied(answer)) return 'HIDDEN';
  if (status >= 400) throw new HttpFailure(VENDOR, answer);
  return status === 204 ? 'GONE' : parseJson<Value>(answer);
}

interface RawPage<Value> {
  readonly values?: readonly Value[] | null;
  readonly isLastPage?: boolean | null;
  readonly nextPageStart?: number | null;
}
/** A page of a list, and where the next one starts. */
export interface ListPage<Value> {
  readonly values: readonly Value[];
  /** Null: there is none. */
  readonly next: number | null;
}

/** Returns where the next page starts: the server says it, since it leaves out what an account may not see. */
function nextOf({ isLastPage, nextPageStart }: RawPage<unknown>, start: number): number | null {
  if (isLastPage !== false || typeof nextPageStart !== 'number') return null;
  return nextPageStart > start ? nextPageStart : null;
}

/** Reads a page of a list; how many entries it has is the server's decision. */
export async function readPage<Value>(
  server: Pick<BitbucketServer, 'client' | 'log'>,
  path: string,
  query: Query,
  start: number,
): Promise<ListPage<Value> | Absence> {
  const from: Query = start === 0 ? {} : { start };
  const page = await askIfThere<RawPage<Value>>(server, path, { ...query, ...from });
  if (isAbsent(page)) return page;
  if (!Array.isArray(page.values))
    throw new WrongAnswer(`${path} answers no list: check the address.`);
  const next = nextOf(page, start);
  if (page.isLastPage === false && next === null)
    server.log('warn', `${path} goes on and does not say where: the walk ends at ${start}.`);
  return { values: page.values, next };
}

/** Reads a list to its end. */
export async function readList<Value>(
  server: Pick<BitbucketServer, 'client' | 'log'>,
  path: string,
  query: Query,
): Promise<Value[] | Absence> {
  const all: Value[] = [];
  for (let start: number | null = 0; start !== null; ) {
    const page: ListPage<Value> | Absence = await readPage<Value>(server, path, query, start);
    if (isAbsent(page)) return page;
    all.push(...page.values);
    start = page.next;
  }
  return all;
}
