import type { GraphContext } from './context.js';

/**
 * Finds nodes of one kind for `node(id:)`. `kind` is the name of the object type and the kind
 * within its ids.
 */
export interface NodeLoader {
  readonly kind: string;
  /**
   * Loads the node as the asker may see it; null if there is none, or it belongs to another
   * account.
   */
  load(context: GraphContext, key: string): Promise<object | null>;
}

/** Creates a loader of nodes that are identified by their number. */
export const numberedNode = (
  kind: string,
  load: (context: GraphContext, number: number) => Promise<object | null>,
): NodeLoader => ({
  kind,
  load: async (context, key) => (/^\d{1,15}$/.test(key) ? load(context, Number(key)) : null),
});
