import { createClient } from '../http/client.js';
import { HttpFailure, WrongAnswer } from '../http/failures.js';
import type { SourceContext } from '../provider.js';
import type { ServicenowSettings } from './settings.js';

interface Granted {
  readonly access_token?: string | null;
}

/** Asks for an access token by the client id and secret of an OAuth application (RFC 6749, 4.4). Throws what to do where they are refused. */
export async function accessToken(
  { baseUrl, user, token }: ServicenowSettings,
  context: SourceContext,
): Promise<string> {
  const client = createClient({
    rules: {
      ...{ vendor: 'ServiceNow', headers: { accept: 'application/json' } },
      limitHeaders: { remaining: null, reset: 'x-ratelimit-reset', resetUnit: 'EPOCH_SECONDS' },
      authorize: () => ({}),
      isLimited: ({ status }) => status === 429,
    },
    ...{ base: new URL(baseUrl), tokens: [token], context },
  });
  try {
    const form = { grant_type: 'client_credentials', client_id: user, client_secret: token };
    const { access_token: granted } = await client.askJson<Granted>('/oauth_token.do', { form });
    if (!granted) throw new WrongAnswer(`${baseUrl} gives no access token: check the address.`);
    context.onSecret(granted);
    return granted;
  } catch (error) {
    if (!(error instanceof HttpFailure) || ![400, 401].includes(error.status)) throw error;
    throw new Error(
      `ServiceNow gives no access token for the client id and secret (${error.status}): check both, and that the application may use the grant "client credentials".`,
      { cause: error },
    );
  }
}
