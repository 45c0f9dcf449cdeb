import { registerEnumType } from 'type-graphql';

/** Returns an enum of the schema, made of its values and their descriptions. */
export function enumOf<Value extends string>(
  name: string,
  description: string,
  meanings: Readonly<Record<Value, string>>,
): Readonly<Record<Value, Value>> {
  const values = Object.keys(meanings) as Value[];
  const made = Object.fromEntries(values.map((value) => [value, value])) as Record<Value, Value>;
  const described = values.map((value) => [value, { description: meanings[value] }]);
  registerEnumType(made, { name, description, valuesConfig: Object.fromEntries(described) });
  return Object.freeze(made);
}
