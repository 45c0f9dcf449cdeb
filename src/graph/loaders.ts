import DataLoader from 'dataloader';

/** Batches reads of one request; a loader is made at its first use and forgotten with the context. */
export class Loaders {
  readonly #made = new Map<unknown, unknown>();

  /**
   * The loader that belongs to `batch`, which must be the same function each time: a constant of the noun's file, or a
   * method of a service. It answers in the order of the keys.
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
