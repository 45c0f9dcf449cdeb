import { isTimeZone } from '../../model/time.js';
import { type Answer, parseJson } from '../http/answer.js';
import { createClient, type HttpClient, type VendorRules } from '../http/client.js';
import { HttpFailure, WrongAnswer } from '../http/failures.js';
import { followOffsets } from '../http/paging.js';
import type { SourceContext } from '../provider.js';
import { instantOf } from '../wire-values.js';
import { identify, type JiraSettings } from './settings.js';
import type { Legend } from './wire.js';

interface ServerInfo {
  readonly baseUrl?: string | null;
  readonly displayUrl?: string | null;
  readonly version?: string | null;
  readonly versionNumbers?: readonly number[] | null;
  readonly deploymentType?: string | null;
  readonly serverTime?: string | null;
}
export interface Myself {
  readonly displayName?: string | null;
  readonly timeZone?: string | null;
}

const isBusy = ({ status, headers }: Answer): boolean =>
  status === 503 && (headers.has('retry-after') || headers.has('ratelimit-reason'));

const rulesOf = ({ email }: JiraSettings): VendorRules => ({
  vendor: 'Jira',
  limitHeaders: {
    remaining: 'x-ratelimit-remaining',
    reset: 'x-ratelimit-reset',
    resetUnit: 'ISO_TEXT',
  },
  authorize: (token): Record<string, string> => {
    if (token === '') return {};
    const basic = Buffer.from(`${email}:${token}`).toString('base64');
    return { authorization: email === '' ? `Bearer ${token}` : `Basic ${basic}` };
  },
  headers: { accept: 'application/json', 'x-atlassian-token': 'no-check' },
  isLimited: (answer) => answer.status === 429 || isBusy(answer),
});

const clientOf = (settings: JiraSettings, context: SourceContext): HttpClient =>
  createClient({
    rules: rulesOf(settings),
    base: new URL(settings.baseUrl),
    tokens: [settings.token],
    context,
  });

/** Both editions have version 2 of this one; what plays Cloud may have version 3 alone. */
async function readServerInfo(client: HttpClient): Promise<ServerInfo> {
  const answer = await client.ask('/rest/api/2/serverInfo', { allowed: [404, 410] });
  return answer.status < 400
    ? parseJson<ServerInfo>(answer)
    : client.askJson<ServerInfo>('/rest/api/3/serverInfo');
}

/** Asks a site who it is. Throws WrongAnswer if it is no Jira. */
export async function openSite(settings: JiraSettings, context: SourceContext) {
  const client = clientOf(settings, context);
  const info = await readServerInfo(client);
  if (!(info.deploymentType || info.versionNumbers))
    throw new WrongAnswer(
      `${client.base.origin} does not answer as Jira does: check the address, and the path that Jira lies below.`,
    );
  const isCloud = info.deploymentType?.toLowerCase() === 'cloud';
  const address = info.displayUrl || info.baseUrl || settings.baseUrl;
  const edition: Legend['edition'] = isCloud ? 'CLOUD' : 'DATA_CENTER';
  return {
    client,
    edition,
    /** Before every path of the platform. */
    api: isCloud ? '/rest/api/3' : '/rest/api/2',
    /** Where the API lies. */
    place: identify(settings).place,
    /** The address that people open. */
    address: address.replace(/\/+$/, ''),
    version: info.version ?? '',
    /** The time of the site's own clock. */
    serverTime: instantOf(info.serverTime ?? '') ?? context.now,
  };
}
/** A site that answered who it is. */
export type JiraSite = Awaited<ReturnType<typeof openSite>>;

/** Returns what to do about a refused login; null if the failure is none. */
export function loginFault(error: unknown): string | null {
  if (!(error instanceof HttpFailure) || error.status !== 401) return null;
  const reason = error.headers.get('x-seraph-loginreason') ?? '';
  if (reason.includes('AUTHENTICATION_DENIED'))
    return 'Jira wants a CAPTCHA of this account after failed logins: log in with it in a browser once, then try again.';
  if (/scope/i.test(error.words))
    return `Jira refuses the token for its scopes (${error.words}): grant read:jira-work and read:jira-user.`;
  return 'Jira does not take the token: check that it has not expired, that it belongs to the e-mail address, and that a token with scopes is used with https://api.atlassian.com/ex/jira/ and the cloud id.';
}

/**
 * Returns whose token it is. Jira shows an unknown token what it shows everybody, so this is asked before anything is believed.
 * Throws what to do where the token is refused.
 */
export async function readMyself({ client, api }: JiraSite): Promise<Myself> {
  try {
    return await client.askJson<Myself>(`${api}/myself`);
  } catch (error) {
    const fault = loginFault(error);
    throw fault === null ? error : new Error(fault, { cause: error });
  }
}

interface Permissions {
  readonly permissions?: Readonly<
    Record<string, { readonly havePermission?: boolean | null }>
  > | null;
}

/** Returns true if the account has a permission, in a project where one is named by its id. */
export async function hasPermission(
  { client, api, edition }: JiraSite,
  permission: string,
  project: string | null,
): Promise<boolean> {
  const named = edition === 'CLOUD' ? { permissions: permission } : {};
  const query = { projectId: project, ...named };
  const answer = await client.ask(`${api}/mypermissions`, { query, allowed: [404] });
  if (answer.status === 404) return false;
  return parseJson<Permissions>(answer).permissions?.[permission]?.havePermission === true;
}

/** A page of a list that is asked by offset. */
export interface ListPage<Value> {
  readonly values?: readonly Value[] | null;
  readonly isLast?: boolean | null;
}
const VALUES_AT_ONCE = 50;

/** Reads a list that is asked by offset to its end. */
export async function readList<Value>(
  client: HttpClient,
  path: string,
  query: Readonly<Record<string, string>> = {},
): Promise<Value[]> {
  const all: Value[] = [];
  const pages = followOffsets<ListPage<Value>>(
    client,
    path,
    (startAt) => ({ query: { ...query, startAt, maxResults: VALUES_AT_ONCE } }),
    ({ values, isLast }) => ({ items: values?.length ?? 0, isLast: isLast === true }),
  );
  for await (const { value } of pages) all.push(...(value.values ?? []));
  return all;
}

/** Returns the time zone of the token's user; null if the site does not say a known one. */
export const zoneOf = ({ timeZone }: Myself): string | null =>
  timeZone && isTimeZone(timeZone) ? timeZone : null;
