import { type Answer, parseJson } from '../http/answer.js';
import { clientBy, createClient, type VendorRules } from '../http/client.js';
import { HttpFailure, VendorRefusal, WrongAnswer } from '../http/failures.js';
import { nextLinkOf } from '../http/paging.js';
import { createVendorClock } from '../http/vendor-clock.js';
import type { SourceContext } from '../provider.js';
import { accessToken } from './access-token.js';
import { identify, type ServicenowSettings } from './settings.js';

const authorize =
  ({ login, user }: ServicenowSettings) =>
  (token: string): Readonly<Record<string, string>> => {
    if (login === 'API_KEY') return { 'x-sn-apikey': token };
    if (login !== 'BASIC') return { authorization: `Bearer ${token}` };
    return { authorization: `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}` };
  };

const rulesOf = (settings: ServicenowSettings): VendorRules => ({
  vendor: 'ServiceNow',
  limitHeaders: { remaining: null, reset: 'x-ratelimit-reset', resetUnit: 'EPOCH_SECONDS' },
  authorize: authorize(settings),
  headers: { accept: 'application/json' },
  isLimited: ({ status }) => status === 429,
});

/** Opens an instance with the login of the settings. */
export async function openInstance(settings: ServicenowSettings, context: SourceContext) {
  const base = new URL(settings.baseUrl);
  const rules = rulesOf(settings);
  const tokens =
    settings.login === 'CLIENT' ? [await accessToken(settings, context)] : [settings.token];
  const clock = createVendorClock();
  const inner = createClient({ rules, base, tokens, context });
  const client = clientBy(base, async (path, asking) => {
    const answer = await inner.ask(path, asking);
    clock.note(answer.headers);
    return answer;
  });
  return {
    client,
    settings,
    place: identify(settings).place,
    /** The address that people open. */
    address: settings.baseUrl,
    /** Returns the instance's own instant of its first answer; ours where it names none. */
    begunAt: () => clock.begunAt() ?? context.now,
  };
}
export type Instance = Awaited<ReturnType<typeof openInstance>>;

/** A request for some rows of a table. */
export interface TableAsking {
  readonly query: string;
  readonly fields: readonly string[];
  readonly limit: number;
  readonly offset?: number;
  /** True: each value beside what people see of it. */
  readonly shown?: boolean;
}

/** Some rows of a table. */
export interface TablePage {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Rows that match, those among them that the account may not see; null if the instance does not say. */
  readonly total: number | null;
  /** The offset of what follows; null at the end. Pages lack the rows that the account may not see. */
  readonly nextOffset: number | null;
}

interface Body {
  readonly result?: unknown;
  readonly error?: { readonly message?: string | null; readonly detail?: string | null } | null;
}

const saidIn = ({ error }: Body): string =>
  [error?.message, error?.detail].filter(Boolean).join(' ').trim();

/** A transaction that took too long is canceled, with a success or an error as its status. */
export class TransactionCanceled extends VendorRefusal {
  override readonly name = 'TransactionCanceled';
}
const isCanceled = (text: string): boolean => /transaction cancel|execution time/i.test(text);

/** Throws a refusal that a body holds, even beside rows. */
function rowsIn(answer: Answer, table: string): TablePage['rows'] {
  const body = parseJson<Body>(answer);
  const said = saidIn(body);
  if (answer.status === 404 && /no record/i.test(said)) return [];
  if (answer.status >= 400) throw new HttpFailure('ServiceNow', answer);
  if (body.error) {
    const message = `ServiceNow refused to answer about ${table}: ${said}`;
    throw isCanceled(said) ? new TransactionCanceled(message) : new VendorRefusal(message);
  }
  if (!Array.isArray(body.result))
    throw new WrongAnswer(
      `${new URL(answer.url).origin} does not answer as ServiceNow does: check the address.`,
    );
  return body.result;
}

function totalIn({ headers }: Answer): number | null {
  const text = headers.get('x-total-count');
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}

/** A short page says nothing, since rows are hidden after they were counted. */
function nextOffsetOf(answer: Answer, rows: number, { limit, offset = 0 }: TableAsking) {
  const next = offset + limit;
  if (answer.headers.has('link')) {
    const link = URL.parse(nextLinkOf(answer.headers) ?? '', answer.url);
    if (nextLinkOf(answer.headers) === null) return null;
    const named = Number(link?.searchParams.get('sysparm_offset'));
    return Number.isSafeInteger(named) && named > offset ? named : next;
  }
  const total = totalIn(answer);
  return (total === null ? rows >= limit : next < total) ? next : null;
}

const toCanceled = (error: unknown): unknown =>
  error instanceof HttpFailure && error.status >= 500 && isCanceled(error.words)
    ? new TransactionCanceled(error.message, { cause: error })
    : error;

/** Asks for some rows of a table. Throws TransactionCanceled where they took too long. */
export async function readTable(
  { client, settings }: Instance,
  table: string,
  asking: TableAsking,
): Promise<TablePage> {
  const { query, fields, limit, offset = 0, shown = false } = asking;
  const parameters = {
    sysparm_query: query,
    sysparm_fields: fields.join(','),
    sysparm_limit: limit,
    sysparm_offset: offset > 0 ? offset : null,
    sysparm_display_value: shown ? 'all' : 'false',
    sysparm_exclude_reference_link: true,
    sysparm_query_no_domain: settings.allDomains ? true : null,
  };
  try {
    const answer = await client.ask(`/api/now/table/${table}`, {
      query: parameters,
      allowed: [404],
    });
    const rows = rowsIn(answer, table);
    return {
      ...{ rows, total: totalIn(answer) },
      nextOffset: nextOffsetOf(answer, rows.length, asking),
    };
  } catch (error) {
    throw toCanceled(error);
  }
}

const MOST_ROWS = 1_000;

/** Reads all rows of a table that match. */
export async function readAll(
  instance: Instance,
  table: string,
  asking: Pick<TableAsking, 'query' | 'fields' | 'shown'>,
): Promise<TablePage['rows']> {
  const rows: TablePage['rows'][number][] = [];
  for (let offset: number | null = 0; offset !== null; ) {
    const page: TablePage = await readTable(instance, table, {
      ...{ ...asking, limit: MOST_ROWS, offset },
    });
    rows.push(...page.rows);
    offset = page.nextOffset;
  }
  return rows;
}

/** True where the account may not read a table. */
export const isRefused = (error: unknown): error is HttpFailure =>
  error instanceof HttpFailure && error.status === 403;

/** Returns what to do about a refused login; null if the failure is none. */
export const loginFault = (error: unknown): string | null =>
  error instanceof HttpFailure && error.status === 401
    ? 'ServiceNow does not take the token (401): check the password, access token or key, whether it has expired, and whether the account is active and may use the API.'
    : null;
