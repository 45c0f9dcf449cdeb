import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import type { Instant } from '../../model/time.js';
import { createClient } from '../http/client.js';
import type { SourceContext } from '../provider.js';
import { restRules } from './rules.js';

/** A GitHub App that an organisation installed. */
export interface App {
  readonly id: string;
  /** PEM, as GitHub hands it out. */
  readonly privateKey: string;
  readonly installation: string;
}

/** GitHub takes at most ten minutes, and its clock may be a minute behind. */
const LIFE_SECONDS = 9 * 60;
const CLOCK_SKEW_SECONDS = 60;
/** An installation token lives an hour; it is renewed before its end. */
const RENEWED_BEFORE_MILLISECONDS = 5 * 60_000;

/** Returns the key. Throws where the text is no private key of RSA. */
export function readPrivateKey(text: string): KeyObject {
  const key = createPrivateKey(text.replaceAll('\\n', '\n'));
  if (key.asymmetricKeyType !== 'rsa') throw new TypeError('It is no RSA key.');
  return key;
}

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Returns a token that says "this is the App", signed by RS256 (RFC 7519, RFC 7515). */
function appToken({ id, privateKey }: App, now: Instant): string {
  const issued = Math.floor(now / 1000) - CLOCK_SKEW_SECONDS;
  const head = encoded({ alg: 'RS256', typ: 'JWT' });
  const claims = encoded({ iat: issued, exp: issued + LIFE_SECONDS, iss: id });
  const content = `${head}.${claims}`;
  const signature = sign('RSA-SHA256', Buffer.from(content), readPrivateKey(privateKey));
  return `${content}.${signature.toString('base64url')}`;
}

interface InstallationToken {
  readonly token: string;
  readonly expires_at: string;
}

/** Returns what gives the App's token for its installation, and renews it before it ends. */
export function createAppTokens(
  app: App,
  base: URL,
  context: SourceContext,
): () => Promise<readonly string[]> {
  let current: readonly string[] = [];
  let renewAt: Instant = 0;
  return async () => {
    if (current.length > 0 && context.clock() < renewAt) return current;
    const proof = appToken(app, context.clock());
    context.onSecret(proof);
    const client = createClient({ rules: restRules, base, tokens: [proof], context });
    const path = `app/installations/${encodeURIComponent(app.installation)}/access_tokens`;
    const answer = await client.askJson<InstallationToken>(path, { json: {} });
    renewAt = Date.parse(answer.expires_at) - RENEWED_BEFORE_MILLISECONDS;
    context.onSecret(answer.token);
    current = [answer.token];
    return current;
  };
}
