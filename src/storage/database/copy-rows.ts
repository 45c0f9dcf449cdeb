/** A column of a table to be copied. */
export interface CopiedColumn {
  readonly name: string;
  /** The type as a declaration names it: `bigint[]`, `timestamp with time zone`. */
  readonly type: string;
}

export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const isJson = ({ type }: CopiedColumn): boolean => type === 'jsonb' || type === 'json';

/** Returns the query for the columns of every table whose rows belong to an account: `table`, `name`, `type`. */
export const COPIED_COLUMNS = `select relation.relname as table, attribute.attname as name, format_type(attribute.atttypid, attribute.atttypmod) as type
  from pg_class relation join pg_attribute attribute on attribute.attrelid = relation.oid and attnum > 0 and not attisdropped
  where relation.relkind = 'r' and relation.relnamespace = 'public'::regnamespace
    and exists (select from pg_attribute owner where owner.attrelid = relation.oid and owner.attname = 'account_id' and not owner.attisdropped)
  order by relation.relname, attribute.attnum`;

/**
 * Returns a query for the rows of an account, each as JSON in the column `row`. Documents are text in it, as a document that says null
 * would else become a value that is missing.
 */
export function rowsAsJson(
  table: string,
  columns: readonly CopiedColumn[],
  account: number,
): string {
  const values = columns.map((column) => {
    const name = quote(column.name);
    return isJson(column) ? `${name}::text as ${name}` : name;
  });
  return `select to_json(one)::text as row from (select ${values.join(', ')} from ${quote(table)} where account_id = ${account}) as one`;
}

/** Returns the statement that inserts rows of `rowsAsJson`, as one JSON array in `$1`. */
export function insertOfJson(table: string, columns: readonly CopiedColumn[]): string {
  const names = columns.map(({ name }) => quote(name)).join(', ');
  const values = columns.map((column) =>
    isJson(column) ? `${quote(column.name)}::${column.type}` : quote(column.name),
  );
  const types = columns.map(
    (column) => `${quote(column.name)} ${isJson(column) ? 'text' : column.type}`,
  );
  return `insert into ${quote(table)} (${names}) select ${values.join(', ')} from json_to_recordset($1::json) as one (${types.join(', ')})`;
}
