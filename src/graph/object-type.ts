import { type ClassType, ObjectType } from 'type-graphql';
import { Node } from './node.type.js';
import { ChangePayload } from './user-error.type.js';

type Interfaces = NonNullable<NonNullable<Parameters<typeof ObjectType>[1]>['implements']>;
/** The fields of a type by name, each as `NonNull` or `Nullable` declares it. */
type Fields = Readonly<Record<string, PropertyDecorator>>;
type Declare = (name: string, description: string, fields: Fields) => ClassType;

/**
 * Returns a function that declares a type by the list of its fields, for values that the code only passes on. The fields of `base`
 * come first.
 */
export const typesBelow =
  (base: abstract new () => object, interfaces: Interfaces = []): Declare =>
  (name, description, fields) => {
    // Fields without a resolver are read as they are; type-graphql would make a call of each.
    @ObjectType(name, { description, implements: interfaces, simpleResolvers: true })
    class Listed extends base {}
    for (const [field, declare] of Object.entries(fields)) declare(Listed.prototype, field);
    return Listed;
  };

/** Declares a type that inherits nothing. */
export const objectType = typesBelow(Object);
/** Declares a type that `node(id:)` finds. */
export const nodeType = typesBelow(Object, Node);
/** Declares the payload of a mutation that changes all or nothing. */
export const payloadType = typesBelow(ChangePayload);
