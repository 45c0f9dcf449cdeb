import type { factContent } from '../../storage/fact-content.js';

/** All facts of an account as they are kept, by table. */
export type Content = Awaited<ReturnType<typeof factContent>>;
/** A table that facts are kept in. */
export type FactTable =
  | 'change_request'
  | 'commit'
  | 'incident'
  | 'pipeline_run'
  | 'pull_request'
  | 'sprint'
  | 'tag'
  | 'work_item';

interface Row {
  readonly id: string;
}

/** Two servers have two addresses. */
const unhosted = (text: string): string => text.replaceAll(/127\.0\.0\.1:\d+/g, 'host');

/** Every fact by table and id. */
export function factsOf(content: Content): ReadonlyMap<string, string> {
  const rows = Object.entries(content).flatMap(([table, all]) =>
    (all as readonly { readonly row: string }[]).map(({ row }) => ({ table, row })),
  );
  return new Map(
    rows.map(({ table, row }) => {
      const { id } = JSON.parse(row) as Row;
      return [`${table} ${unhosted(id)}`, unhosted(row)];
    }),
  );
}

const fieldsOf = (row: string): readonly (readonly [string, string])[] =>
  Object.entries(JSON.parse(row) as object).map(([key, value]) => [key, JSON.stringify(value)]);

/** Returns one line for each fact that is missing, additional or other; a page of facts would say less. */
export function differences(content: Content, expected: Content): readonly string[] {
  const [found, wanted] = [factsOf(content), factsOf(expected)];
  const missing = [...wanted.keys()].filter((key) => !found.has(key)).map((key) => `- ${key}`);
  const additional = [...found.keys()].filter((key) => !wanted.has(key)).map((key) => `+ ${key}`);
  const other = [...found].flatMap(([key, row]) => {
    const before = wanted.get(key);
    if (before === undefined || before === row) return [];
    const fields = new Map(fieldsOf(before));
    const changed = fieldsOf(row).filter(([field, value]) => fields.get(field) !== value);
    return [`~ ${key}: ${changed.map(([field]) => field).join(', ')}`];
  });
  return [...missing, ...additional, ...other];
}
