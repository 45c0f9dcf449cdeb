import { forget, type IdCache } from './id-cache.js';

/** Something was told before that was taken for the first of its id. The transaction is lost, and what was noted in it is worth nothing. */
export class StaleIdCacheError extends Error {
  override readonly name = 'ToldBefore';
}

/** Does a transaction that writes facts again where something was told before that `known` took for the first of its id. */
export async function retryWithoutIdCache<T>(known: IdCache, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof StaleIdCacheError)) throw error;
    forget(known);
    return write();
  }
}
