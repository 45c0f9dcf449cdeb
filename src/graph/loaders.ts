import DataLoader from 'dataloader';

/** Batches reads of one request; a loader is made at its first use and forgotten with the context. */
export class Loaders {
  readonly #made = new Map<unknown, unknown>();

  /**
   * Returns the loader that belongs to `batch`, which returns values in the order of the keys.
   * `batch` must be the same function each time: a constant of the noun's file, or a method of a
   * service.
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
