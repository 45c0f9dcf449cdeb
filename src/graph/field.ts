import 'reflect-metadata';
import { Field } from 'type-graphql';

type FieldParameters = Required<Parameters<typeof Field>>;
type Declare = (
  typeOf: FieldParameters[0],
  description: string,
  options?: Pick<FieldParameters[1], 'defaultValue' | 'name'>,
) => ReturnType<typeof Field>;

/** Declares a field that is never null. Every field of the schema has a description. */
export const NonNull: Declare = (typeOf, description, options) =>
  Field(typeOf, { ...options, description });

/** Declares a field that may be null, or that an input may omit. */
export const Nullable: Declare = (typeOf, description, options) =>
  Field(typeOf, { ...options, description, nullable: true });
