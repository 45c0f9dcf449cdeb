import { forget, type IdCache } from './id-cache.js';

/** A fact was imported before that the cache took for new. The transaction is lost, and the cache with it. */
export class StaleIdCacheError extends Error {
  override readonly name = 'StaleIdCacheError';
}

/** Runs a transaction that writes facts, and once more with an empty cache if `known` took a fact for new that was imported before. */
export async function retryWithoutIdCache<T>(known: IdCache, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof StaleIdCacheError)) throw error;
    forget(known);
    return write();
  }
}
