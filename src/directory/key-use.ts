import type { ApiKey } from '../model/access.js';
import { pause } from '../model/back-off.js';
import type { Instant } from '../model/time.js';
import { touchApiKey } from '../storage/directory/api-keys.js';
import type { DirectoryContext } from './context.js';

/** How often the last use of a key is written at most. */
export const KEY_USE_MILLISECONDS = 60_000;
/** How long the one who presents a key waits for its use to be written. */
const PATIENCE_MILLISECONDS = 300;

type UsedKey = Pick<ApiKey, 'number' | 'lastUsedAt'> & { readonly account: number };

/**
 * Writes the last use of a key, at most once a minute. Where it cannot be written, as the database takes no changes or somebody locks
 * the table, the key is as good as before.
 */
export function createKeyUse({ database, clock }: DirectoryContext) {
  const tried = new Map<string, Instant>();
  return async ({ account, number, lastUsedAt }: UsedKey): Promise<void> => {
    const now = clock();
    const key = `${account} ${number}`;
    const last = Math.max(lastUsedAt ?? 0, tried.get(key) ?? 0);
    if (now - last < KEY_USE_MILLISECONDS) return;
    tried.set(key, now);
    const done = new AbortController();
    const written = database
      .write(account, (session) => touchApiKey(session, number))
      .then(() => tried.delete(key))
      .catch(() => undefined)
      .finally(() => done.abort());
    await Promise.race([written, pause(PATIENCE_MILLISECONDS, done.signal)]);
  };
}
