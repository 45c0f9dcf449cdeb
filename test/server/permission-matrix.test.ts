import { type GraphQLObjectType, type GraphQLSchema, isInterfaceType } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { createSchema } from '../../src/graph/schema.js';
import type { Role } from '../../src/model/access.js';
import { type Company, marks, type Named, openCompany, unknown } from './permission-company.js';
import { mutationsOf } from './permission-mutations.js';
import { type Column, columns, queries, type Row, subscriptions } from './permission-table.js';
import type { Answer } from './real-server.js';

let schema: GraphQLSchema;
let company: Company;
let mutations: readonly Row[];
const keys = new Map<Column, string>();

beforeAll(async () => {
  [schema, company] = await Promise.all([createSchema(), openCompany()]);
  mutations = mutationsOf(company);
  for (const column of columns) {
    const [role] = column.split(' ') as [Role];
    const reveals = role === 'ADMIN' || column.endsWith('names');
    keys.set(column, await company.server.key(company.story.viewer.account, role, reveals));
  }
});

const kinds = () =>
  [
    ['query', queries],
    ['subscription', subscriptions],
    ['mutation', mutations],
  ] as const;

const document = (kind: string, selection: string) => `${kind} { ${selection} }`;
const send = (kind: string, key: string | null, text: string): Promise<Answer> =>
  kind === 'subscription' ? company.server.askSocket(key, text) : company.server.ask(key, text);

const isEmpty = (value: unknown): boolean => {
  const items = (value as { nodes?: unknown } | null | undefined)?.nodes ?? value ?? [];
  return Array.isArray(items) && items.length === 0;
};

/** `ANSWERS`, `NOTHING`, or the codes of what was refused, those of user errors in brackets. */
function verdict({ data, errors }: Answer, field: string): string {
  if (errors) return errors.map(({ extensions }) => extensions?.code).join();
  const value = data?.[field] as { userErrors?: { code: string }[] } | null | undefined;
  if (value?.userErrors?.length) return `(${value.userErrors.map(({ code }) => code).join()})`;
  return isEmpty(value) ? 'NOTHING' : 'ANSWERS';
}

/** Returns the verdict of each row for a key, by its request. */
async function verdicts(
  kind: string,
  rows: readonly Row[],
  key: string | null,
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { ask, field } of rows) {
    const selection = ask(company.named);
    found[selection] = verdict(await send(kind, key, document(kind, selection)), field);
  }
  return found;
}

const expected = (rows: readonly Row[], of: (row: Row) => string): Record<string, string> =>
  Object.fromEntries(rows.map((row) => [row.ask(company.named), of(row)]));

/** Everything that was done in the company so far, readings of names too, and how its sources stand. */
const done = async (): Promise<unknown> => {
  const { app, viewer } = company.story;
  const [activity, sources] = await Promise.all([
    app.directory.activity.list(viewer, { first: 100 }),
    app.ingestion.integrations(viewer, {}, { first: 100, after: null }),
  ]);
  return [activity.items, sources.items];
};

describe('the table of permissions', () => {
  test('has a row for every query, mutation and subscription', () => {
    const fieldsOf = (type: GraphQLObjectType | null | undefined) =>
      Object.keys(type?.getFields() ?? {}).sort();
    const fieldNames = (rows: readonly Row[]) =>
      [...new Set(rows.map(({ field }) => field))].sort();
    expect(fieldNames(queries)).toEqual(fieldsOf(schema.getQueryType()));
    expect(fieldNames(mutations)).toEqual(fieldsOf(schema.getMutationType()));
    expect(fieldNames(subscriptions)).toEqual(fieldsOf(schema.getSubscriptionType()));
  });

  test('has a row for every type that is found by its id', () => {
    const type = schema.getType('Node');
    const types = isInterfaceType(type) ? schema.getPossibleTypes(type) : [];
    const asked = queries.map(({ ask }) => ask(company.named));
    for (const { name } of types)
      expect(asked.filter((text) => text.includes(`... on ${name} `))).toHaveLength(1);
  });
});

describe('without a key', () => {
  test('nothing answers', async () => {
    for (const [kind, rows] of kinds())
      expect(await verdicts(kind, rows, null)).toEqual(
        expected(rows, () => (kind === 'subscription' ? '4403' : 'UNAUTHENTICATED')),
      );
  });
});

describe.each(columns)('a key of the role %s', (column) => {
  test('is refused what is not for it, and changes nothing by asking', async () => {
    const before = await done();
    for (const [kind, rows] of kinds()) {
      const closed = rows.filter(({ allowed }) => !allowed.includes(column));
      expect(await verdicts(kind, closed, keys.get(column)!)).toEqual(
        expected(closed, ({ refusal }) => refusal),
      );
    }
    expect(await done()).toEqual(before);
  });
});

describe('an ADMIN key of another account', () => {
  const shown = (answer: Answer, named: Named): string =>
    Object.values(named).reduce<string>(
      (text, one) => text.replaceAll(one, '?'),
      JSON.stringify(answer).replace(/"requestId":"[^"]*"/g, ''),
    );
  const rows = () =>
    kinds().flatMap(([kind, all]) => all.map(({ ask }) => ({ kind, selection: ask })));

  test('is answered about ids as if there were no such thing', async () => {
    const key = await company.server.key(company.neighbour, 'ADMIN');
    const before = await done();
    for (const { kind, selection } of rows()) {
      const [theirs, nobodys] = [selection(company.named), selection(unknown)];
      if (theirs === nobodys) continue;
      const answer = shown(await send(kind, key, document(kind, theirs)), company.named);
      expect(answer).toMatch(/NOT_FOUND|:null|:\[\]/);
      const asUnknown = shown(await send(kind, key, document(kind, nobodys)), unknown);
      expect({ theirs, answer }).toEqual({ theirs, answer: asUnknown });
    }
    expect(await done()).toEqual(before);
  });

  test('sees nothing of it and changes nothing of it by what takes no id', async () => {
    const key = await company.server.key(company.neighbour, 'ADMIN');
    const before = await done();
    for (const { kind, selection } of rows()) {
      const asked = selection(unknown);
      if (asked !== selection(company.named)) continue;
      const answer = JSON.stringify(await send(kind, key, document(kind, asked)));
      for (const mark of marks.filter((word) => !asked.includes(word)))
        expect(answer).not.toContain(mark);
    }
    expect(await done()).toEqual(before);
  });
});

describe.each(['query', 'subscription', 'mutation'] as const)('each %s', (wanted) => {
  test('answers all whom it is for', async () => {
    const [kind, rows] = kinds().find(([name]) => name === wanted)!;
    for (const row of rows)
      for (const column of row.allowed)
        expect({ column, ...(await verdicts(kind, [row], keys.get(column)!)) }).toEqual({
          column,
          ...expected([row], ({ comesTo }) => comesTo),
        });
  });
});
