import type { Answer } from '../http/answer.js';
import { createClient, type HttpClient, type VendorRules } from '../http/client.js';
import { HttpFailure, WrongAnswer } from '../http/failures.js';
import { jsonIn } from '../json-in.js';
import type { SourceContext } from '../provider.js';
import { identify, type JenkinsSettings } from './settings.js';

/** Jenkins has no limits of its own; what stands before it may have some. */
const isLimited = ({ status, headers }: Answer): boolean =>
  status === 429 || (status === 503 && headers.has('retry-after'));

const rulesOf = ({ user }: JenkinsSettings): VendorRules => ({
  vendor: 'Jenkins',
  limitHeaders: { remaining: null, reset: null, resetUnit: 'EPOCH_SECONDS' },
  authorize: (token): Record<string, string> =>
    token === ''
      ? {}
      : { authorization: `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}` },
  headers: { accept: 'application/json' },
  isLimited,
});

interface WhoAmI {
  readonly name?: string | null;
  readonly anonymous?: boolean | null;
  readonly authenticated?: boolean | null;
}

export interface JenkinsServer {
  readonly client: HttpClient;
  /** Address without a slash at its end. */
  readonly base: string;
  readonly place: string;
}

export const openServer = (settings: JenkinsSettings, context: SourceContext): JenkinsServer => ({
  client: createClient({
    rules: rulesOf(settings),
    base: new URL(settings.baseUrl),
    tokens: [settings.token],
    context,
  }),
  base: settings.baseUrl,
  place: identify(settings).place,
});

const WRONG_TOKEN =
  'Jenkins does not take the token: check that it is an API token of this user and was not revoked.';

/** Returns what to do about a refusal; null if the failure is none. */
export function refusalFault(error: unknown): string | null {
  if (!(error instanceof HttpFailure)) return null;
  if (error.status === 401) return WRONG_TOKEN;
  if (error.status !== 403) return null;
  return error.headers.has('x-jenkins')
    ? 'Jenkins lets the user of the token in nowhere: grant it Overall/Read and Job/Read.'
    : 'Something before Jenkins refuses the request: check the address, and that the API may be reached without a login page.';
}

/**
 * Returns who the token belongs to, and the version of the server. Jenkins shows an unknown user
 * what it shows everybody, so this is asked before anything is believed. Throws WrongAnswer if it
 * is no Jenkins.
 */
export async function readMyself({ client }: JenkinsServer) {
  const answer = await client.ask('/whoAmI/api/json');
  const version = answer.headers.get('x-jenkins');
  const said = jsonOf(answer);
  if (said === null)
    throw new WrongAnswer(
      `${client.base.origin} does not answer as Jenkins does: check the address, and the path that Jenkins lies below.`,
    );
  if (said.anonymous === true || said.authenticated === false) throw new Error(WRONG_TOKEN);
  return { name: said.name ?? 'The user', version };
}

function jsonOf({ body }: Answer): WhoAmI | null {
  const value = jsonIn(body);
  return value !== null && typeof value === 'object' && 'name' in value ? (value as WhoAmI) : null;
}
