import DataLoader from 'dataloader';
import { createGiveWay } from '../insights/snapshot/in-pieces.js';
import type { GraphContext } from './context.js';

/** Loads values in the order of the keys. */
type Batch<Key, Value> = (
  context: GraphContext,
  keys: readonly Key[],
) => Promise<readonly (Value | Error)[]>;

/**
 * Batches the reads of one request, and spaces its calculations. A loader is made at its first use
 * and forgotten with the context.
 */
export class Loaders {
  /** Resolvers that calculate wait here first, so that a request never holds the event loop long. */
  readonly giveWay = createGiveWay();
  readonly #made = new Map<unknown, unknown>();

  /** Returns the loader that belongs to `batch`, which must be the same function each time. */
  of<Key, Value>(batch: Batch<Key, Value>, context: GraphContext): DataLoader<Key, Value> {
    const known = this.#made.get(batch) as DataLoader<Key, Value> | undefined;
    const loader = known ?? new DataLoader<Key, Value>((keys) => batch(context, keys));
    this.#made.set(batch, loader);
    return loader;
  }
}

/** Returns a function that loads one value; `batch` loads all those of a request at once. */
export const batched =
  <Key, Value>(batch: Batch<Key, Value>) =>
  (context: GraphContext, key: Key): Promise<Value> =>
    context.loaders.of(batch, context).load(key);
