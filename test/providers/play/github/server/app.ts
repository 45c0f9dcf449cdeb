import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import type { World } from '../world/world.js';
import { createToken, type Token } from './tokens.js';

/** A GitHub App that the organisation installed. */
export interface AppRegistration {
  readonly id: number;
  readonly installation: number;
  /** PEM, as GitHub hands it out; made when it is first asked for. */
  readonly privateKey: string;
  /** Returns true for a JWT that the App signed, within its ten minutes. */
  accepts(jwt: string, now: number): boolean;
  /** Makes a token of the installation that lives an hour. */
  issue(now: number): Token;
  find(value: string): Token | null;
}

const HOUR = 3_600_000;
const MOST_LIFE_SECONDS = 600;
const SKEW_SECONDS = 60;

const decoded = (part: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;

function isWithinLife(claims: Record<string, unknown>, now: number): boolean {
  const { iat, exp } = claims as { readonly iat?: number; readonly exp?: number };
  const at = now / 1_000;
  if (typeof iat !== 'number' || typeof exp !== 'number') return false;
  return exp > at && exp - at <= MOST_LIFE_SECONDS && iat <= at + SKEW_SECONDS;
}

/** Registers an App; `permissions` are what its installation grants. */
export function registerApp(world: World, permissions?: Token['permissions']): AppRegistration {
  const issued = new Map<string, Token>();
  let pem: string | null = null;
  const privateKey = () => {
    pem ??= generateKeyPairSync('rsa', { modulusLength: 2_048 })
      .privateKey.export({ type: 'pkcs1', format: 'pem' })
      .toString();
    return pem;
  };
  const id = 310_001;
  return {
    id,
    installation: 52_000_001,
    get privateKey() {
      return privateKey();
    },
    accepts: (jwt, now) => {
      const [head = '', body = '', signature = ''] = jwt.split('.');
      if (signature === '' || decoded(head).alg !== 'RS256') return false;
      const signed = Buffer.from(`${head}.${body}`);
      const key = createPublicKey(privateKey());
      const isSigned = verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url'));
      const claims = decoded(body);
      return isSigned && String(claims.iss) === String(id) && isWithinLife(claims, now);
    },
    issue: (now) => {
      const token = createToken(
        world,
        {
          kind: 'INSTALLATION',
          expiresAt: now + HOUR,
          ...(permissions === undefined ? {} : { permissions }),
        },
        issued.size + 50,
      );
      issued.set(token.value, token);
      return token;
    },
    find: (value) => issued.get(value) ?? null,
  };
}
