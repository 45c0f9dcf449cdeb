import { Field, ID, InterfaceType } from 'type-graphql';

const kinds = new WeakMap<object, string>();

/** Remembers which object type a value is answered as where the schema says only `Node`. */
export function answeredAs<Value extends object>(kind: string, value: Value): Value {
  kinds.set(value, kind);
  return value;
}

@InterfaceType({
  description: 'Something with an id of its own that `node(id:)` finds again.',
  resolveType: (value: object) => kinds.get(value),
})
export abstract class Node {
  @Field(() => ID, { description: 'Unique over all kinds of nodes, opaque and stable.' })
  id!: string;
}
