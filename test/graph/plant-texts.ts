import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

const texts: ReadonlySet<string> = new Set(['String', 'ID']);
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

type Place = (text: string, type: GraphQLInputType, above: readonly string[]) => Placed[];

const placedInFields = (
  text: string,
  type: GraphQLInputObjectType,
  above: readonly string[],
): Placed[] =>
  Object.values(type.getFields())
    .filter(({ name }) => !elsewhere.includes(`${type.name}.${name}`))
    .flatMap((field) =>
      placedIn(text, field.type, [...above, type.name]).map(({ path, value }) => ({
        path: `.${field.name}${path}`,
        value: { ...(type.isOneOf ? {} : (leastOf(type) as object)), [field.name]: value },
      })),
    );

/** Every way to place a text in a type; inputs within themselves are excluded. */
const placedIn: Place = (text, type, above) => {
  if (isNonNullType(type)) return placedIn(text, type.ofType, above);
  if (isListType(type))
    return placedIn(text, type.ofType, above).map(({ path, value }) => ({
      path: `.0${path}`,
      value: [value],
    }));
  if (isInputObjectType(type))
    return above.includes(type.name) ? [] : placedInFields(text, type, above);
  return texts.has(type.name) ? [{ path: '', value: text }] : [];
};

/** Returns a document for every place of every mutation where a text is taken, each with one of the texts in turn. */
export function plantInMutations(schema: GraphQLSchema, given: readonly string[]): Planting[] {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  let count = 0;
  const next = () => given[count++ % given.length] as string;
  return mutations.flatMap(({ name, args }) =>
    args.flatMap(({ name: argument, type }) =>
      placedIn('', type, []).map((_, at) => {
        const { path, value } = placedIn(next(), type, [])[at]!;
        const source = `mutation ($value: ${type}) { ${name}(${argument}: $value) { __typename } }`;
        return { name, place: `${argument}${path}`, source, value };
      }),
    ),
  );
}
