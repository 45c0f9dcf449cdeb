import DataLoader from 'dataloader';
import { createGiveWay } from '../insights/snapshot/in-pieces.js';

/**
 * Batches the reads of one request, and spaces its calculations. A loader is made at its first use
 * and forgotten with the context.
 */
export class Loaders {
  /** Resolvers that calculate wait here first, so that a request never holds the event loop long. */
  readonly giveWay = createGiveWay();
  readonly #made = new Map<unknown, unknown>();

  /**
   * Returns the loader that belongs to `batch`, which returns values in the order of the keys.
   * `batch` must be the same function each time.
   */
  of<Key, Value, From>(
    batch: (from: From, keys: readonly Key[]) => Promise<readonly (Value | Error)[]>,
    from: From,
  ): DataLoader<Key, Value> {
    const known = this.#made.get(batch) as DataLoader<Key, Value> | undefined;
    const loader = known ?? new DataLoader<Key, Value>((keys) => batch(from, keys));
    this.#made.set(batch, loader);
    return loader;
  }
}
