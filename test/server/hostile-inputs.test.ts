import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../../src/graph/schema.js';
import { type Company, openCompany } from './permission-company.js';
import { mutationsOf } from './permission-mutations.js';
import { queries, subscriptions } from './permission-table.js';
import type { Answer } from './real-server.js';

const MINUTES = 600_000;
const texts = [
  'a\0b',
  '\ud83d',
  'x\udfff',
  '',
  ' \t\n',
  '€'.repeat(34_000),
  '"]}\\u0000\'; --',
  '9007199254740993',
  '-1',
  '9999-12-31',
  '0001-01-01',
  '9999-12-31T23:59:59Z',
];
/** Many of them fit into one request. */
const shortTexts = texts.filter(({ length }) => length < 1_000);
const numbers = [2 ** 31 - 1, 2 ** 31, 2 ** 53, -1, 0];

let schema: GraphQLSchema;
let company: Company;
let key: string;
beforeAll(async () => {
  [schema, company] = await Promise.all([createSchema(), openCompany()]);
  key = await company.server.key(company.story.viewer.account, 'ADMIN');
}, MINUTES);

/** The documents that come of putting a variable in the place of each text and number of a selection. */
function withVariables(
  kind: 'query' | 'mutation' | 'subscription',
  selection: string,
): { query: string; isText: boolean }[] {
  const document = parse(`${kind} { ${selection} }`);
  const types = new TypeInfo(schema);
  const made: { query: string; isText: boolean }[] = [];
  const put = (node: object, isText: boolean) => {
    const type = String(types.getInputType());
    const changed = visit(document, {
      enter: (other) =>
        other === node ? { kind: 'Variable', name: { kind: 'Name', value: 'given' } } : undefined,
    }) as DocumentNode;
    const body = print(changed).replace(/^\w*\s*/, '');
    const query = `${kind} ($given: ${type}) ${body}`;
    made.push({ query, isText });
  };
  visit(
    document,
    visitWithTypeInfo(types, {
      StringValue: (node) => put(node, true),
      IntValue: (node) => put(node, false),
    }),
  );
  return made;
}

/** Every field of an input given, each text and number hostile; of recursive inputs two levels. */
function filled(type: GraphQLInputType, text: string, depth = 0): unknown {
  if (isNonNullType(type)) return filled(type.ofType, text, depth);
  if (isListType(type)) return depth > 4 ? [] : [filled(type.ofType, text, depth)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (!isInputObjectType(type)) {
    const known: Record<string, unknown> = { Boolean: true, Int: 1, Float: 1.5 };
    const dates: Record<string, unknown> = { Date: '2026-01-01', DateTime: '2026-01-01T00:00:00Z' };
    return known[type.name] ?? dates[type.name] ?? text;
  }
  const fields = Object.values(type.getFields());
  const some = type.isOneOf ? fields.slice(0, 1) : fields;
  return Object.fromEntries(
    some
      .filter((field) => depth < 5 || isNonNullType(field.type))
      .map((field) => [field.name, filled(field.type, text, depth + 1)]),
  );
}

const codesOf = ({ errors = [] }: Answer) => errors.map(({ extensions }) => extensions?.code);
const isOurs = (answer: Answer) =>
  codesOf(answer).some((code) => code === undefined || code === 'INTERNAL_SERVER_ERROR') ||
  /\bat \S+ \(|node_modules|\.ts:\d/.test(JSON.stringify(answer));

async function refusedAll(
  requests: readonly { query: string; variables: object }[],
): Promise<string[]> {
  const wrong: string[] = [];
  for (const { query, variables } of requests) {
    const answer = await company.server.ask(key, query, variables);
    if (isOurs(answer))
      wrong.push(
        `${query.slice(0, 200)} ${JSON.stringify(variables).slice(0, 100)} -> ${JSON.stringify(answer).slice(0, 200)}`,
      );
  }
  await company.story.settle();
  return wrong;
}

describe('no text and no number of a variable is a fault of ours', () => {
  it(
    'in any place of a document that is carried out',
    async () => {
      const rows = [...queries, ...mutationsOf(company)];
      const kinds = new Set(queries);
      const documents = rows.flatMap((row) =>
        withVariables(kinds.has(row) ? 'query' : 'mutation', row.ask(company.named)),
      );
      expect(documents.length).toBeGreaterThan(60);
      const requests = documents.flatMap(({ query, isText }) =>
        (isText ? texts : numbers).map((given) => ({ query, variables: { given } })),
      );
      expect(await refusedAll(requests)).toEqual([]);
    },
    MINUTES,
  );

  it(
    'in any field of any input of the schema',
    async () => {
      const roots = [
        ['query', schema.getQueryType()!],
        ['mutation', schema.getMutationType()!],
      ] as const;
      const requests = roots.flatMap(([kind, root]) =>
        Object.values(root.getFields())
          .filter(({ args }) => args.length > 0)
          .flatMap(({ name, args }) => {
            const heads = args.map((arg) => `$${arg.name}: ${arg.type}`).join(', ');
            const given = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
            return shortTexts.map((text) => ({
              query: `${kind} (${heads}) { ${name}(${given}) { __typename } }`,
              variables: Object.fromEntries(args.map((arg) => [arg.name, filled(arg.type, text)])),
            }));
          }),
      );
      expect(requests.length).toBeGreaterThan(300);
      expect(await refusedAll(requests)).toEqual([]);
    },
    MINUTES,
  );
});

it(
  'names the field that no table can hold, on both transports',
  async () => {
    const query = 'query ($search: String) { teams(search: $search) { nodes { id } } }';
    const update =
      'mutation ($input: UpsertDevelopersInput!) { upsertDevelopers(input: $input) { userErrors { code } } }';
    const variables = { search: 'a\0' };
    const refused = { message: expect.stringMatching(/^search: .*NUL \(U\+0000\)/) };
    for (const answer of [
      await company.server.ask(key, query, variables),
      await company.server.askSocket(key, query, variables),
      await company.server.ask(key, '{ teams(search: "a\\u0000") { nodes { id } } }'),
    ]) {
      expect(answer.errors).toMatchObject([refused]);
      expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    }
    const developers = [
      { name: 'Ada', email: 'ada@example.com' },
      { name: '\ud800', email: 'b@example.com' },
    ];
    const answer = await company.server.ask(key, update, { input: { developers } });
    expect(answer.errors).toMatchObject([
      { message: expect.stringMatching(/^input\.developers\.1\.name: /) },
    ]);
  },
  MINUTES,
);

it(
  'refuses a subscription in the same words',
  async () => {
    const documents = subscriptions.flatMap((row) =>
      withVariables('subscription', row.ask(company.named)).filter(({ isText }) => isText),
    );
    expect(documents.length).toBeGreaterThan(0);
    for (const { query } of documents) {
      const answer = await company.server.askSocket(key, query, { given: 'a\0b' });
      expect(isOurs(answer)).toBe(false);
      expect(answer.errors).toHaveLength(1);
    }
  },
  MINUTES,
);
