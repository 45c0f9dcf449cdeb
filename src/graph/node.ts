import { type Action, may } from '../model/access.js';
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

/** Creates a loader of nodes by number; a key that may not do all of `actions` finds none. */
export const numberedNode = (
  kind: string,
  actions: readonly Action[],
  load: (context: GraphContext, number: number) => Promise<object | null | undefined>,
): NodeLoader => ({
  kind,
  async load(context, key) {
    const isSeen = actions.every((action) => may(context.viewer, action));
    return isSeen && /^\d{1,15}$/.test(key) ? ((await load(context, Number(key))) ?? null) : null;
  },
});
