import type { GraphContext } from './context.js';

/** How `node(id:)` finds nodes of one kind. `kind` is the name of the object type and the kind within its ids. */
export interface NodeLoader {
  readonly kind: string;
  /** The node as the asker may see it; null where there is none, or it belongs to another account. */
  load(context: GraphContext, key: string): Promise<object | null>;
}

/** A loader of nodes that are told apart by their number. */
export const numberedNode = (
  kind: string,
  load: (context: GraphContext, number: number) => Promise<object | null>,
): NodeLoader => ({
  kind,
  load: async (context, key) => (/^\d{1,15}$/.test(key) ? load(context, Number(key)) : null),
});
