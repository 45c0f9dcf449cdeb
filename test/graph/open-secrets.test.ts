import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  graphql,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { expect, it } from 'vitest';
import { createSchema } from '../../src/graph/schema.js';

const SECRET = 'secret-of-the-shop';
const PLANTED = `see https://${SECRET}@git.example.com/shop`;
const texts: ReadonlySet<string> = new Set(['String', 'ID']);
/** Judged by what they mean: by the settings of the provider, and as texts of tools. */
const elsewhere = ['IntegrationSettingInput.value', 'IngestFactsInput.lines'];
const samples: Readonly<Record<string, unknown>> = {
  ...{ Int: 1, Float: 1, Boolean: true, Date: '2026-01-31', TimeZone: 'UTC' },
};

interface Planted {
  readonly path: string;
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

type Plant = (type: GraphQLInputType, above: readonly string[]) => Planted[];

const plantedInFields = (type: GraphQLInputObjectType, above: readonly string[]): Planted[] =>
  Object.values(type.getFields())
    .filter(({ name }) => !elsewhere.includes(`${type.name}.${name}`))
    .flatMap((field) =>
      plantedIn(field.type, [...above, type.name]).map(({ path, value }) => ({
        path: `.${field.name}${path}`,
        value: { ...(type.isOneOf ? {} : (leastOf(type) as object)), [field.name]: value },
      })),
    );

/** Every way to plant a text in a type; inputs within themselves are left out. */
const plantedIn: Plant = (type, above) => {
  if (isNonNullType(type)) return plantedIn(type.ofType, above);
  if (isListType(type))
    return plantedIn(type.ofType, above).map(({ path, value }) => ({
      path: `.0${path}`,
      value: [value],
    }));
  if (isInputObjectType(type)) return above.includes(type.name) ? [] : plantedInFields(type, above);
  return texts.has(type.name) ? [{ path: '', value: PLANTED }] : [];
};

it('no mutation takes a login in any of its texts, nor repeats it', async () => {
  const schema = await createSchema();
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  const plantings = mutations.flatMap(({ name, args }) =>
    args.flatMap(({ name: argument, type }) =>
      plantedIn(type, []).map(({ path, value }) => ({ name, argument, type, path, value })),
    ),
  );
  for (const { name, argument, type, path, value } of plantings) {
    const source = `mutation ($value: ${type}) { ${name}(${argument}: $value) { __typename } }`;
    const said = JSON.stringify(await graphql({ schema, source, variableValues: { value } }));
    expect(said, name).toContain(`${argument}${path}: It holds a login`);
    expect(said, name).not.toContain(SECRET);
  }
  expect(plantings.length).toBeGreaterThan(60);
});
