import type { Answer } from '../http/answer.js';
import {
  type Asking,
  clientBy,
  createClient,
  type HttpClient,
  type VendorRules,
} from '../http/client.js';
import type { VendorClock } from '../http/vendor-clock.js';
import type { SourceContext } from '../provider.js';
import type { AzureAccess } from './access.js';
import { SignInPage } from './faults.js';

/** Tokens of Microsoft Entra are signed documents of three parts. */
const isEntra = (token: string): boolean => /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(token);

function authorize(token: string): Record<string, string> {
  if (token === '') return {};
  if (isEntra(token)) return { authorization: `Bearer ${token}` };
  return { authorization: `Basic ${Buffer.from(`:${token}`).toString('base64')}` };
}

const isBusy = ({ status, headers }: Answer): boolean =>
  status === 503 && headers.has('retry-after');

/** Limits are counted in TSTU, over five minutes, for all hosts of a user together. */
const rules: VendorRules = {
  vendor: 'Azure DevOps',
  limitHeaders: {
    remaining: 'x-ratelimit-remaining',
    reset: 'x-ratelimit-reset',
    resetUnit: 'EPOCH_SECONDS',
  },
  authorize,
  // A refused token is answered with 401 instead of a way to a page to sign in at, where the host knows this.
  headers: { accept: 'application/json', 'x-tfs-fedauthredirect': 'Suppress' },
  isLimited: (answer) => answer.status === 429 || isBusy(answer),
};

/** Servers know this version since 2022; the cloud is asked for the one that its contract describes. */
const versions = { CLOUD: '7.1', SERVER: '7.0' } as const;

/** A page to sign in at comes with 203, or after a redirect, or from a proxy with 200. */
function refuseSignIn(answer: Answer): Answer {
  const isPage = (answer.headers.get('content-type') ?? '').includes('text/html');
  if (answer.status === 203 || (isPage && /\/_signin|\/login/i.test(answer.url)))
    throw new SignInPage('Azure DevOps asks to sign in.');
  return answer;
}

interface Around {
  readonly context: SourceContext;
  /** Notes the dates of answers. */
  readonly clock: VendorClock;
  /** End of a version that its calls need, such as `-preview.1`. */
  readonly preview: string;
}

/** Creates a client of one host. Throws SignInPage, or what any client throws. */
export function azureClient(
  { organization: { edition }, token }: Pick<AzureAccess, 'organization' | 'token'>,
  base: string,
  { context, clock, preview }: Around,
): HttpClient {
  const client = createClient({ rules, base: new URL(base), tokens: [token], context });
  const version = `${versions[edition]}${preview}`;
  const ask = async (path: string, asking: Asking = {}): Promise<Answer> => {
    const query = { ...asking.query, 'api-version': version };
    const answer = refuseSignIn(await client.ask(path, { ...asking, query }));
    clock.note(answer.headers);
    return answer;
  };
  return clientBy(client.base, ask);
}
