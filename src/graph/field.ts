import 'reflect-metadata';
import { Field } from 'type-graphql';

type FieldParameters = Required<Parameters<typeof Field>>;
type Declare = (
  typeOf: FieldParameters[0],
  description: string,
  options?: Pick<FieldParameters[1], 'defaultValue' | 'name'>,
) => ReturnType<typeof Field>;

/** Returns the options of a field. One with another name than its property is not read as it is. */
const optionsOf = (description: string, options: Parameters<Declare>[2] = {}) => ({
  ...options,
  description,
  ...(options.name !== undefined && { simple: false }),
});

/** Declares a field that is never null. Every field of the schema has a description. */
export const NonNull: Declare = (typeOf, description, options) =>
  Field(typeOf, optionsOf(description, options));

/** Declares a field that may be null, or that an input may omit. */
export const Nullable: Declare = (typeOf, description, options) =>
  Field(typeOf, { ...optionsOf(description, options), nullable: true });
