import type { EntityMetadata, SqlMikroORM } from '@mikro-orm/sql';
import type { Execute } from './applied-migrations.js';

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly nullable: boolean;
}
interface Found {
  readonly columns: readonly (Column & { readonly filled: boolean })[];
  readonly keys: readonly string[];
}

const FOUND = `with relation as (
   select oid, relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace)
 select
   (select coalesce(json_agg(json_build_object('table', relname, 'column', attname, 'type', format_type(atttypid, null),
      'nullable', not attnotnull, 'filled', atthasdef or attidentity <> '')), '[]')
    from relation join pg_attribute on attrelid = oid and attnum > 0 and not attisdropped) as columns,
   (select coalesce(json_agg(relname || ' (' || (select string_agg(attname, ', ' order by place)
      from unnest(indkey::int2[]) with ordinality as part (number, place)
      join pg_attribute on attrelid = indrelid and attnum = part.number) || ')'), '[]')
    from relation join pg_index on indrelid = relation.oid and indisunique and indpred is null) as keys`;

/** Returns the columns that the tables of this program declare, types as PostgreSQL spells them. */
async function declaredColumns(
  tables: readonly EntityMetadata[],
  execute: Execute,
): Promise<Column[]> {
  const columns = tables.flatMap(({ tableName, props }) =>
    props.map(({ fieldNames, columnTypes, nullable }) => ({
      table: tableName,
      column: fieldNames[0]!,
      nullable: nullable ?? false,
      type: columnTypes[0]!.replace('serial', 'int'),
    })),
  );
  const names = [...new Set(columns.map(({ type }) => type))];
  const rows = await execute<{ name: string; type: string | null }>(
    `select name, to_regtype(name)::text as type from unnest(array['${names.join("','")}']) as name`,
  );
  const spelled = new Map(rows.map(({ name, type }) => [name, type ?? name]));
  return columns.map((column) => ({ ...column, type: spelled.get(column.type)! }));
}

const fieldOf = (table: EntityMetadata, name: string): string =>
  table.props.find((prop) => prop.name === name)?.fieldNames[0] ?? name;

const fieldsOf = (table: EntityMetadata, names: readonly string[]): string =>
  names.map((name) => fieldOf(table, name)).join(', ');

/** Returns the unique keys that the tables declare, each as `table (column, ...)`. */
const declaredKeys = (tables: readonly EntityMetadata[]): string[] =>
  tables.flatMap((table) => [
    `${table.tableName} (${fieldsOf(table, table.primaryKeys)})`,
    ...table.uniques.map(
      ({ properties }) =>
        `${table.tableName} (${fieldsOf(table, [properties ?? []].flat() as string[])})`,
    ),
  ]);

const nameOf = ({ table, column }: Column) => `${table}.${column}`;

function columnDifferences(declared: readonly Column[], { columns }: Found): string[] {
  const found = new Map(columns.map((column) => [nameOf(column), column]));
  const tables = new Set(declared.map(({ table }) => table));
  const known = new Set(declared.map(nameOf));
  const differing = declared.flatMap((column) => {
    const { type, nullable } = found.get(nameOf(column)) ?? {};
    if (type === undefined) return [`${nameOf(column)} is lacking`];
    if (type !== column.type) return [`${nameOf(column)} is ${type}, not ${column.type}`];
    if (nullable === column.nullable) return [];
    return [`${nameOf(column)} is ${nullable ? 'nullable' : 'never null'}`];
  });
  const demanding = columns
    .filter((column) => tables.has(column.table) && !known.has(nameOf(column)))
    .filter(({ nullable, filled }) => !nullable && !filled)
    .map((column) => `${nameOf(column)} is unknown and never null`);
  return [...differing, ...demanding];
}

/**
 * Returns how the database's tables differ from those that this program declares: columns, their types, unique keys. Empty if equal. A thing that an
 * operator added and nothing depends on, such as an index, is no difference.
 */
export async function tableDifferences(
  orm: Pick<SqlMikroORM, 'em'>,
  execute: Execute,
): Promise<string[]> {
  const tables = [...orm.em.getMetadata().getAll().values()].filter(({ tableName }) => tableName);
  const [found] = await execute<Found>(FOUND);
  const keys = new Set(found!.keys);
  return [
    ...columnDifferences(await declaredColumns(tables, execute), found!),
    ...declaredKeys(tables)
      .filter((key) => !keys.has(key))
      .map((key) => `the unique key ${key} is lacking`),
  ];
}
