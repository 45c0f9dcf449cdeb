import {
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** True for the scalars and enums in whose places a text is planted. */
type Takes = (type: GraphQLNamedInputType) => boolean;
const isText: Takes = ({ name }) => ['String', 'ID'].includes(name);
/** Also places that take no text, such as dates and numbers: what is wrong with it is answered. */
const isAnything: Takes = () => true;

/** Texts validated by their meaning: by the settings of the provider, and as texts of tools. */
const elsewhere = ['IntegrationSettingInput.value', 'IngestFactsInput.lines'];
const samples: Readonly<Record<string, unknown>> = {
  ...{ Int: 1, Float: 1, Boolean: true, Date: '2026-01-31', TimeZone: 'UTC' },
};

interface Placed {
  readonly path: string;
  readonly value: unknown;
}
/** A document with a text in one place of one argument. */
export interface Planting {
  readonly name: string;
  /** Such as `input.settings.0.key`. */
  readonly place: string;
  readonly source: string;
  readonly value: unknown;
}

const scalarOf = (type: GraphQLNamedInputType): unknown =>
  isEnumType(type) ? type.getValues()[0]?.name : (samples[type.name] ?? 'x');

/** The least that a type takes. */
function leastOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return leastOf(type.ofType);
  if (isListType(type)) return [];
  if (!isInputObjectType(type)) return scalarOf(type);
  const all = Object.values(type.getFields());
  const needed = type.isOneOf ? all.slice(0, 1) : all.filter(({ type: of }) => isNonNullType(of));
  return Object.fromEntries(needed.map((field) => [field.name, leastOf(field.type)]));
}

type Place = (
  text: unknown,
  type: GraphQLInputType,
  takes: Takes,
  above: readonly string[],
) => Placed[];

const placedInFields = (
  text: unknown,
  type: GraphQLInputObjectType,
  takes: Takes,
  above: readonly string[],
): Placed[] =>
  Object.values(type.getFields())
    .filter(({ name }) => takes === isAnything || !elsewhere.includes(`${type.name}.${name}`))
    .flatMap((field) =>
      placedIn(text, field.type, takes, [...above, type.name]).map(({ path, value }) => ({
        path: `.${field.name}${path}`,
        value: { ...(type.isOneOf ? {} : (leastOf(type) as object)), [field.name]: value },
      })),
    );

/** Every way to place a text in a type; inputs within themselves are excluded. */
const placedIn: Place = (text, type, takes, above) => {
  if (isNonNullType(type)) return placedIn(text, type.ofType, takes, above);
  if (isListType(type))
    return placedIn(text, type.ofType, takes, above).map(({ path, value }) => ({
      path: `.0${path}`,
      value: [value],
    }));
  if (isInputObjectType(type))
    return above.includes(type.name) ? [] : placedInFields(text, type, takes, above);
  return takes(type) ? [{ path: '', value: text }] : [];
};

/** Returns a document for every place of every mutation where a text is taken, each with one of the texts in turn. */
export function plantInMutations(
  schema: GraphQLSchema,
  given: readonly unknown[],
  takes: Takes = isText,
): Planting[] {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  let count = 0;
  const next = () => given[count++ % given.length];
  return mutations.flatMap(({ name, args }) =>
    args.flatMap(({ name: argument, type }) =>
      placedIn('', type, takes, []).map((_, at) => {
        const { path, value } = placedIn(next(), type, takes, [])[at]!;
        const source = `mutation ($value: ${type}) { ${name}(${argument}: $value) { __typename } }`;
        return { name, place: `${argument}${path}`, source, value };
      }),
    ),
  );
}

/** Returns documents of all places of mutations, also of those that take no text. */
export const misplaceInMutations = (schema: GraphQLSchema, given: readonly unknown[]) =>
  plantInMutations(schema, given, isAnything);

/** Values of inputs with which there is an answer. */
const answered: Readonly<Record<string, string>> = {
  InsightScopeInput: '{ path: "Organisation" }',
  DateRangeInput: '{ last: { count: 4, unit: WEEK } }',
  MetricId: 'DEPLOYMENT_FREQUENCY',
};

function literalOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literalOf(type.ofType);
  if (isListType(type)) return `[${literalOf(type.ofType)}]`;
  const least = leastOf(type);
  const literal = isEnumType(type) ? String(least) : JSON.stringify(least);
  return answered[type.name] ?? literal.replace(/"(\w+)":/g, '$1:');
}

type AnyField = GraphQLField<unknown, unknown>;

/** The arguments that a field needs, but for one. */
function argumentsOf({ args }: AnyField, left: string | null): string[] {
  const needed = args.filter(({ name, type }) => name !== left && isNonNullType(type));
  return needed.map(({ name, type }) => `${name}: ${literalOf(type)}`);
}

const called = (field: AnyField, given: readonly string[], inner: string): string =>
  `${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''}${inner}`;

function plantInField(
  field: AnyField,
  wrap: (inner: string) => string,
  next: () => unknown,
): Planting[] {
  const inner = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
  return field.args.flatMap(({ name, type }) =>
    placedIn('', type, isAnything, []).map((_, at) => {
      const { path, value } = placedIn(next(), type, isAnything, [])[at]!;
      const given = [...argumentsOf(field, name), `${name}: $value`];
      const source = `($value: ${type}) { ${wrap(called(field, given, inner))} }`;
      return { name: field.name, place: `${name}${path}`, source, value };
    }),
  );
}

/** Returns a document for every place of every argument that is reached from the root, by the shortest way to its type. */
function plantBelow(root: GraphQLObjectType, given: readonly unknown[]): Planting[] {
  let count = 0;
  const next = () => given[count++ % given.length];
  const seen = new Set<string>([root.name]);
  const found: Planting[] = [];
  const types = [{ type: root, wrap: (inner: string) => inner }];
  for (const { type, wrap } of types)
    for (const field of Object.values(type.getFields())) {
      found.push(...plantInField(field, wrap, next));
      const below = getNamedType(field.type);
      if (!isObjectType(below) || seen.has(below.name)) continue;
      seen.add(below.name);
      const down = (inner: string) =>
        wrap(called(field, argumentsOf(field, null), ` { ${inner} }`));
      types.push({ type: below, wrap: down });
    }
  return found;
}

/** Returns a document for every place of every argument of queries, as `plantInMutations` does. */
export const plantInQueries = (schema: GraphQLSchema, given: readonly unknown[]): Planting[] =>
  plantBelow(schema.getQueryType()!, given).map((one) => ({
    ...one,
    source: `query ${one.source}`,
  }));

/** Returns a document for every place of every argument of subscriptions, each with the text. */
export const plantInSubscriptions = (schema: GraphQLSchema, given: unknown): Planting[] =>
  Object.values(schema.getSubscriptionType()?.getFields() ?? {})
    .flatMap((field) =>
      plantInField(
        field,
        (inner) => inner,
        () => given,
      ),
    )
    .map((one) => ({ ...one, source: `subscription ${one.source}` }));
