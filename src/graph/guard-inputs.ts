import {
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { Fault } from '../model/errors.js';
import { textFault } from '../model/limits.js';

/** Bytes of a text of an input, such as a name, a search or an id. */
const INPUT_BYTES = 100_000;
/** Whole files, as long as the request may be: their own readers say which line and column does not fit. */
const files: ReadonlySet<string> = new Set([
  'IngestFactsInput.lines',
  'UploadDevelopersInput.content',
]);

type Path = readonly (string | number)[];
type Given = Readonly<Record<string, unknown>>;

function refuseUnfit(text: string, path: Path): void {
  const fault = textFault(text, INPUT_BYTES);
  if (fault !== null) throw new Fault('BAD_USER_INPUT', `${path.join('.')}: ${fault}`);
}

const isGiven = (value: unknown): boolean => value !== null && value !== undefined;
const fieldsOf = (type: GraphQLInputObjectType) =>
  Object.values(type.getFields()).filter(({ name }) => !files.has(`${type.name}.${name}`));

/** Walks a coerced value by its type to every text in it. */
function checkValue(type: GraphQLInputType, value: unknown, path: Path): void {
  if (isNonNullType(type)) checkValue(type.ofType, value, path);
  else if (!isGiven(value)) return;
  else if (isListType(type))
    for (const [index, item] of (value as readonly unknown[]).entries())
      checkValue(type.ofType, item, [...path, index]);
  else if (isInputObjectType(type))
    for (const field of fieldsOf(type))
      checkValue(field.type, (value as Given)[field.name], [...path, field.name]);
  else if (typeof value === 'string') refuseUnfit(value, path);
}

type AnyField = GraphQLField<unknown, unknown, Record<string, unknown>>;
type Resolve = NonNullable<AnyField['resolve']>;

function guarded(field: AnyField, resolve: Resolve): Resolve {
  const { args } = field;
  return (source, given, context, info) => {
    for (const { name, type } of args) checkValue(type, given[name], [name]);
    return resolve(source, given, context, info);
  };
}

/**
 * Makes every field refuse texts that no table can hold, in whatever argument or input they come: BAD_USER_INPUT, with the path. It
 * looks at the finished schema, so that inputs yet to be written are looked at too, and works the same on both transports.
 */
export function guardInputs(schema: GraphQLSchema): void {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  const fields = types.flatMap((type) => Object.values(type.getFields()) as AnyField[]);
  for (const field of fields.filter(({ args }) => args.length > 0)) {
    if (field.subscribe) field.subscribe = guarded(field, field.subscribe);
    else if (field.resolve) field.resolve = guarded(field, field.resolve);
  }
}
