import { type AdmittedViewer, type KeyEnd, may, type Viewer } from '../model/access.js';
import { Fault } from '../model/errors.js';

/** A viewer as it was admitted. Without a sequence nothing that it asks is kept. */
export type Caller = Viewer & Partial<AdmittedViewer>;

/** The services that admit a caller. */
export interface AccessServices {
  readonly access: {
    /** Returns the viewer of a key; null if the key is unknown, expired or revoked. */
    authenticate(secret: string): Promise<Caller | null>;
    /** Returns why a key is no longer valid; null if there is no key of this secret. */
    endOf?(secret: string): Promise<KeyEnd | null>;
    /**
     * Runs work on behalf of its asker: its statements end when `signal` is aborted. Default: runs
     * it as any work.
     */
    whileAsked?<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result>;
  };
}

/** Returns why the key of this secret is no longer valid; null if there is no such key. */
export const endOf = async ({ access }: AccessServices, secret: string): Promise<KeyEnd | null> =>
  (await access.endOf?.(secret)) ?? null;

const ends: Readonly<Record<KeyEnd, string>> = { REVOKED: 'was revoked', EXPIRED: 'has expired' };

/** Returns the message for a refused key, short enough for the reason of a close. */
export const refusalOf = (end: KeyEnd | null): string =>
  end === null ? 'Forbidden: no valid API key' : `Forbidden: this API key ${ends[end]}`;

const text = (value: unknown): string | null =>
  typeof value === 'string' && value.length > 0 ? value : null;

/** Headers by their names in lower case, as Node gives them. */
type Headers = Readonly<Record<string, unknown>>;

/** Returns the secret in headers: `Authorization: ApiKey ...` or `x-api-key`. Null if there is none. */
export function secretIn({ authorization, 'x-api-key': plain }: Headers): string | null {
  const given = text(authorization);
  const [, secret] = (given && /^ApiKey\s+(\S+)\s*$/i.exec(given)) || [];
  return secret ?? text(plain);
}

/** Returns the same of the `connectionParams` of a WebSocket, with names in any case. */
export const secretInParams = (params: Headers = {}): string | null =>
  secretIn(
    Object.fromEntries(Object.entries(params).map(([name, value]) => [name.toLowerCase(), value])),
  );

/** True if the key may change or import anything, and so may send long bodies. */
export const mayWrite = (viewer: Viewer): boolean =>
  may(viewer, 'EDIT_TEAM') || may(viewer, 'EDIT_DIRECTORY') || may(viewer, 'SYNC');

export const NO_KEY =
  'A valid API key is needed: send it as `Authorization: ApiKey ...` or `x-api-key`. `insights key create` makes one.';

/** Returns the fault of a request without a valid key. */
export const unauthenticated = (end: KeyEnd | null): Fault =>
  new Fault(
    'UNAUTHENTICATED',
    end === null
      ? NO_KEY
      : `This API key ${ends[end]}; `.concat('`insights key create` makes another.'),
  );
