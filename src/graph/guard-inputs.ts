import {
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { Fault } from '../model/errors.js';
import { openSecretIn } from '../model/facts/open-secret.js';
import { textFault } from '../model/limits.js';

/** Bytes of a text of an input, such as a name, a search or an id. */
const INPUT_BYTES = 100_000;
/**
 * Inputs in which secrets are not refused here. The reader of the settings knows which values are
 * secrets; facts are texts of tools, passed on as they are.
 */
const exemptFields: ReadonlySet<string> = new Set([
  'IntegrationSettingInput.value',
  'IngestFactsInput.lines',
]);
/**
 * Whole files, as long as the request may be: their own readers report the line and column that
 * does not fit.
 */
const files: ReadonlySet<string> = new Set([
  'IngestFactsInput.lines',
  'UploadDevelopersInput.content',
]);

type Path = readonly (string | number)[];
type Given = Readonly<Record<string, unknown>>;

type Check = (text: string, path: Path) => void;
type Fields = (type: GraphQLInputObjectType) => readonly GraphQLInputField[];

function refuseUnfit(text: string, path: Path): void {
  const fault = textFault(text, INPUT_BYTES);
  if (fault !== null) throw new Fault('BAD_USER_INPUT', `${path.join('.')}: ${fault}`);
}

const isGiven = (value: unknown): boolean => value !== null && value !== undefined;
const fieldsWithout =
  (left: ReadonlySet<string>): Fields =>
  (type) =>
    Object.values(type.getFields()).filter(({ name }) => !left.has(`${type.name}.${name}`));
const fitting = fieldsWithout(files);
const open = fieldsWithout(exemptFields);

function refuseSecret(text: string, path: Path): void {
  const found = openSecretIn(text);
  if (found === null) return;
  throw new Fault(
    'BAD_USER_INPUT',
    `${path.join('.')}: It holds ${found}, which others would read: remove it. Credentials belong in the secret settings of an integration.`,
  );
}

/** Visits every text in a coerced value, by its type. */
function walk(type: GraphQLInputType, value: unknown, path: Path, fields: Fields, check: Check) {
  if (isNonNullType(type)) walk(type.ofType, value, path, fields, check);
  else if (!isGiven(value)) return;
  else if (isListType(type))
    for (const [index, item] of (value as readonly unknown[]).entries())
      walk(type.ofType, item, [...path, index], fields, check);
  else if (isInputObjectType(type))
    for (const field of fields(type))
      walk(field.type, (value as Given)[field.name], [...path, field.name], fields, check);
  else if (typeof value === 'string') check(value, path);
}

type AnyField = GraphQLField<unknown, unknown, Record<string, unknown>>;
type Resolve = NonNullable<AnyField['resolve']>;

function guarded(field: AnyField, resolve: Resolve, isMutation: boolean): Resolve {
  const { args } = field;
  return (source, given, context, info) => {
    for (const { name, type } of args) {
      walk(type, given[name], [name], fitting, refuseUnfit);
      // Inputs of queries are stored nowhere.
      if (isMutation) walk(type, given[name], [name], open, refuseSecret);
    }
    return resolve(source, given, context, info);
  };
}

/**
 * Makes every field refuse texts that no table can hold, and every mutation those with a
 * recognisable secret. It throws BAD_USER_INPUT with the path, for every argument and input. It
 * reads the finished schema, so that later inputs are included, and works the same on both
 * transports.
 */
export function guardInputs(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    const isMutation = type === schema.getMutationType();
    const fields = Object.values(type.getFields()) as AnyField[];
    for (const field of fields.filter(({ args }) => args.length > 0)) {
      if (field.subscribe) field.subscribe = guarded(field, field.subscribe, isMutation);
      else if (field.resolve) field.resolve = guarded(field, field.resolve, isMutation);
    }
  }
}
