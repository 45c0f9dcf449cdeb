import { ID, InterfaceType } from 'type-graphql';
import { NonNull } from './field.js';

const kinds = new WeakMap<object, string>();

/**
 * Remembers the object type of a value for fields that the schema declares only as `Node`. Returns
 * the value.
 */
export function answeredAs<Value extends object>(kind: string, value: Value): Value {
  kinds.set(value, kind);
  return value;
}

@InterfaceType({
  description: 'Something with an id of its own that `node(id:)` finds again.',
  resolveType: (value: object) => kinds.get(value),
})
export abstract class Node {
  @NonNull(() => ID, 'Unique over all kinds of nodes, opaque and stable.')
  id!: string;
}
