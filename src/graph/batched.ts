import type { GraphContext } from './context.js';

/** Returns a function that loads one value; `batch` loads all those of a request at once. */
export const batched =
  <Key, Value>(batch: (context: GraphContext, keys: readonly Key[]) => Promise<readonly Value[]>) =>
  (context: GraphContext, key: Key): Promise<Value> =>
    context.loaders.of<Key, Value, GraphContext>(batch, context).load(key);
