import type { ApiKey } from '../../model/access.js';
import { milliseconds, moment } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

const columns = `number::float8 as number, name, role, prefix, reveals, ${milliseconds('created_at')} as "createdAt",
  ${milliseconds('expires_at')} as "expiresAt", ${milliseconds('last_used_at')} as "lastUsedAt", ${milliseconds('revoked_at')} as "revokedAt"`;

/** Writes a new key; only its hash is kept. Returns its number. */
export const insertApiKey = (
  session: Session,
  key: Pick<ApiKey, 'name' | 'role' | 'prefix' | 'reveals' | 'expiresAt'> & {
    readonly hash: string;
  },
): Promise<number> =>
  session.insertNumbered(
    `insert into api_key (account_id, number, name, role, prefix, hash, reveals, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8::timestamptz, $9::timestamptz)`,
    [
      key.name,
      key.role,
      key.prefix,
      key.hash,
      key.reveals,
      moment(session.now),
      moment(key.expiresAt),
    ],
  );

/** The keys of the account, the oldest first. */
export const readApiKeys = (session: Session): Promise<ApiKey[]> =>
  session.load<ApiKey>(`select ${columns} from api_key where account_id = $1 order by number`);

/** A key as it was at a sequence of its account. */
export interface PresentedKey extends ApiKey {
  readonly account: number;
  readonly hash: string;
  readonly sequence: number;
}

const presented = `select account_id::float8 as account, (select sequence from account where id = account_id)::float8 as sequence, hash,
  ${columns} from api_key`;

/** In a session that a key's hash opened: that key. */
export async function readPresentedKey(
  session: Session,
  hash: string,
): Promise<PresentedKey | null> {
  const rows = await session.query<PresentedKey>(`${presented} where hash = $1`, [hash]);
  return rows[0] ?? null;
}

/** Loads the keys of the account with these hashes as they are now. */
export const loadPresentedKeys = (
  session: Session,
  hashes: readonly string[],
): Promise<PresentedKey[]> =>
  session.load(`${presented} where account_id = $1 and hash = any($2::text[])`, [hashes]);

export async function touchApiKey(session: Session, number: number): Promise<void> {
  await session.run(
    'update api_key set last_used_at = $3::timestamptz where account_id = $1 and number = $2',
    [number, moment(session.now)],
  );
}

/** Revokes a key for good. Returns false if it was revoked before or never existed. */
export const revokeApiKey = (session: Session, number: number): Promise<boolean> =>
  session.hasRows(
    `update api_key set revoked_at = $3::timestamptz where account_id = $1 and number = $2 and revoked_at is null
     returning 1 as done`,
    [number, moment(session.now)],
  );
