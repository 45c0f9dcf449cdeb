import type { ApiKey } from '../../model/access.js';
import { moment } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { ApiKeyTable } from '../tables/api-key.table.js';
import { insertNumbered, selectionOf, updateNumbered } from '../tables/rows.js';

const columns = selectionOf(ApiKeyTable, 'hash');

/** Writes a new key; only its hash is kept. Returns its number. */
export const insertApiKey = (
  session: Session,
  key: Pick<ApiKey, 'name' | 'role' | 'prefix' | 'reveals' | 'expiresAt'> & {
    readonly hash: string;
  },
): Promise<number> => insertNumbered(session, ApiKeyTable, [{ ...key, createdAt: session.now }]);

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

export const touchApiKey = (session: Session, number: number): Promise<void> =>
  updateNumbered(session, ApiKeyTable, [number], { lastUsedAt: session.now });

/** Revokes a key for good. Returns false if it was revoked before or never existed. */
export const revokeApiKey = (session: Session, number: number): Promise<boolean> =>
  session.hasRows(
    `update api_key set revoked_at = $3::timestamptz where account_id = $1 and number = $2 and revoked_at is null
     returning 1 as done`,
    [number, moment(session.now)],
  );
