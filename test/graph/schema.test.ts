import {
  type GraphQLArgument,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { metrics } from '../../src/engine/metrics/index.js';
import { nodes } from '../../src/graph/nodes.js';
import { createSchema } from '../../src/graph/schema.js';
import { providers } from '../../src/providers/index.js';
import { guard } from '../../src/server/limits/guard.js';
import { readOperations } from '../../src/server/operations.js';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await createSchema();
});

interface Described {
  readonly place: string;
  readonly description: string | null | undefined;
}

const rootNames = new Set(['Query', 'Mutation', 'Subscription']);
const types = () =>
  Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );

type Type = ReturnType<typeof types>[number];

function valuesOf(type: Type): Described[] {
  if (!isEnumType(type)) return [];
  return type
    .getValues()
    .map(({ name, description }) => ({ place: `${type.name}.${name}`, description }));
}

function fieldsOf(type: Type): Described[] {
  const composed = isInputObjectType(type) || isObjectType(type) || isInterfaceType(type);
  const fields = composed ? Object.values(type.getFields()) : [];
  return fields.flatMap((field) => {
    const place = `${type.name}.${field.name}`;
    const given: readonly GraphQLArgument[] = 'args' in field ? field.args : [];
    const inner = given.map(({ name, description }) => ({
      place: `${place}(${name})`,
      description,
    }));
    return [{ place, description: field.description }, ...inner];
  });
}

const everything = (): Described[] =>
  types().flatMap((type) => [
    ...(rootNames.has(type.name) ? [] : [{ place: type.name, description: type.description }]),
    ...valuesOf(type),
    ...fieldsOf(type),
  ]);

describe('the schema', () => {
  test('describes every type, field, argument and enum value', () => {
    const silent = everything().filter(({ description }) => !description?.trim());
    expect(silent.map(({ place }) => place)).toEqual([]);
  });

  test('says where each scalar of its own is specified, but for the opaque cursor', () => {
    const unspecified = types().filter((type) => isScalarType(type) && !type.specifiedByURL);
    expect(unspecified.map(({ name }) => name)).toEqual(['Cursor']);
  });

  test('names every metric and provider of the catalogues', () => {
    const values = (name: string) => {
      const type = schema.getType(name);
      return isEnumType(type) ? type.getValues().map((value) => value.name) : [];
    };
    expect(values('MetricId')).toEqual(metrics.map(({ id }) => id));
    expect(values('ProviderId')).toEqual(providers.map(({ id }) => id));
  });

  test('finds every object that implements Node again', () => {
    const node = schema.getType('Node');
    const kinds = isInterfaceType(node) ? schema.getPossibleTypes(node) : [];
    expect(kinds.map(({ name }) => name).sort()).toEqual(nodes.map(({ kind }) => kind).sort());
  });

  test('takes exactly one field where a choice is asked for', () => {
    const choices = types().filter((type) => isInputObjectType(type) && type.isOneOf);
    expect(choices.map(({ name }) => name).sort()).toEqual([
      'DateRangeInput',
      'InsightScopeInput',
      'RedeliverInput',
      'SectionSettingsInput',
    ]);
  });
});

describe('the documents of schema/operations', () => {
  test('are valid, within every limit and explained in a comment', async () => {
    const operations = await readOperations();
    expect(operations.length).toBeGreaterThan(5);
    for (const { name, query, variables } of operations) {
      const document = parse(query, guard.parseOptions);
      const errors = validate(schema, document, [...specifiedRules, ...guard.rules]);
      expect([name, errors.map(({ message }) => message)]).toEqual([name, []]);
      expect(query, name).toMatch(/^# \S/);
      const asked = document.definitions.some(
        (one) => one.kind === 'OperationDefinition' && (one.variableDefinitions ?? []).length > 0,
      );
      expect([name, variables !== null]).toEqual([name, asked]);
      expect(() => JSON.parse(variables ?? '{}')).not.toThrow();
    }
  });
});
