import { type KeyEnd, may, type Viewer } from '../model/access.js';
import { Fault } from '../model/errors.js';

/** What the doorstep asks before anything else is answered. */
export interface AccessServices {
  readonly access: {
    /** Whose key this is; null where it is unknown, expired or revoked. */
    authenticate(secret: string): Promise<Viewer | null>;
    /** Why a key that is no longer valid is not; null where there is no key of this secret. */
    endOf?(secret: string): Promise<KeyEnd | null>;
    /** Runs work in the name of the one who waits for it: its statements end when `signal` is aborted. Default: as any work. */
    whileAsked?<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result>;
  };
}

/** Says which to whoever holds the right secret; null: there is no such key. */
export const endOf = async ({ access }: AccessServices, secret: string): Promise<KeyEnd | null> =>
  (await access.endOf?.(secret)) ?? null;

const ends: Readonly<Record<KeyEnd, string>> = { REVOKED: 'was revoked', EXPIRED: 'has expired' };

/** The words for a refused key, short enough for the reason of a close. */
export const refusalOf = (end: KeyEnd | null): string =>
  end === null ? 'Forbidden: no valid API key' : `Forbidden: this API key ${ends[end]}`;

const text = (value: unknown): string | null =>
  typeof value === 'string' && value.length > 0 ? value : null;

/** The secret in headers, or in the `connectionParams` of a WebSocket: `Authorization: ApiKey ...` or `x-api-key`. */
export function secretIn(carrier: Readonly<Record<string, unknown>> | undefined): string | null {
  const lowered = Object.fromEntries(
    Object.entries(carrier ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const [, secret] = /^ApiKey\s+(\S+)\s*$/i.exec(text(lowered.authorization) ?? '') ?? [];
  return secret ?? text(lowered['x-api-key']);
}

/** True where the key may change or bring in anything, and so may send long bodies. */
export const mayWrite = (viewer: Viewer): boolean =>
  may(viewer, 'EDIT_TEAM') || may(viewer, 'EDIT_DIRECTORY') || may(viewer, 'SYNC');

export const NO_KEY =
  'A valid API key is needed: send it as `Authorization: ApiKey ...` or `x-api-key`. `insights key create` makes one.';

/** The fault of a request without a valid key. */
export const unauthenticated = (end: KeyEnd | null): Fault =>
  new Fault(
    'UNAUTHENTICATED',
    end === null
      ? NO_KEY
      : `This API key ${ends[end]}; `.concat('`insights key create` makes another.'),
  );
