import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isIntrospectionType,
  isObjectType,
} from 'graphql';
import { withoutSecrets } from '../model/facts/open-secret.js';

/** The scalars of open texts. Ids and cursors come back as they were given, so that they stay as they are. */
const texts: ReadonlySet<string> = new Set(['String', 'URL']);

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof (value as { then?: unknown } | null)?.then === 'function';

/** Returns a resolved value with the secrets taken out of its texts. */
function openValue(value: unknown): unknown {
  if (typeof value === 'string') return withoutSecrets(value);
  if (Array.isArray(value)) return value.map(openValue);
  return isThenable(value) ? value.then(openValue) : value;
}

type AnyField = GraphQLField<unknown, unknown, Record<string, unknown>>;

function guardField(field: AnyField): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, given, context, info) =>
    openValue(resolve(source, given, context, info));
}

/**
 * Makes every text of an answer leave without the secrets that are recognised, on both transports
 * and in pushed updates. Texts that were stored before they were refused or masked are thus masked as
 * they are read.
 */
export function guardOutputs(schema: GraphQLSchema): void {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  for (const type of types.filter((one) => !isIntrospectionType(one)))
    for (const field of Object.values(type.getFields()))
      if (texts.has(getNamedType(field.type).name)) guardField(field as AnyField);
}
