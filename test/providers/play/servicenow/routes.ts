import { type PlayRequest, Reply, type Route } from '../kit/route.js';
import { references, words } from './company.js';
import { select } from './encoded-query.js';
import type { Row, World } from './types.js';
import { timeOf, vendorTime } from './vendor-time.js';

/** The limit where none is given. */
const DEFAULT_LIMIT = 10_000;

export const refusal = (status: number, message: string, detail: string | null = null): Reply =>
  new Reply(status, { error: { message, detail }, status: 'failure' });

const isTime = (value: string): boolean => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value);

const nameOf = ({ tables }: World, id: string): string => {
  for (const [table, rows] of Object.entries(tables)) {
    const row = rows.get(id);
    if (row) return (['incident', 'change_request'].includes(table) ? row.number : row.name) ?? id;
  }
  return id;
};

const stateWord = ({ tables }: World, table: string, value: string): string =>
  [...tables.sys_choice!.values()].find(
    (choice) => choice.name === table && choice.value === value && choice.language === 'en',
  )?.label ?? value;

/** Returns what people see: in their zone, and in words. */
function shown(world: World, table: string, column: string, value: string): string {
  if (value === '') return '';
  if (references.has(column)) return nameOf(world, value);
  if (isTime(value)) return vendorTime(timeOf(value) + world.zoneMinutes * 60_000);
  if (column === 'state') return stateWord(world, table, value);
  return words[column]?.[value] ?? value;
}

function render(world: World, table: string, row: Row, query: URLSearchParams) {
  const wanted = query.get('sysparm_fields')?.split(',') ?? Object.keys(row);
  const isAll = query.get('sysparm_display_value') === 'all';
  const isBare = query.get('sysparm_exclude_reference_link') === 'true';
  const rendered = (column: string): unknown => {
    const value = row[column]!;
    const link = { link: `https://instance.example.com/api/now/table/any/${value}`, value };
    if (isAll) return { display_value: shown(world, table, column, value), value };
    return references.has(column) && value !== '' && !isBare ? link : value;
  };
  const known = wanted.filter((column) => row[column] !== undefined);
  return Object.fromEntries(known.map((column) => [column, rendered(column)]));
}

const meIn = ({ tables }: World): string => [...tables.sys_user!.keys()][0]!;

function pageOf(world: World, request: PlayRequest, found: readonly Row[]) {
  const { query, url, headers } = request;
  const limit = Math.min(Number(query.get('sysparm_limit') ?? DEFAULT_LIMIT), world.mostRows);
  const offset = Number(query.get('sysparm_offset') ?? 0);
  const next = new URL(
    `http://${headers.host ?? 'instance.example.com'}${url.pathname}${url.search}`,
  );
  next.searchParams.set('sysparm_offset', String(offset + limit));
  const hasMore = offset + limit < found.length;
  return {
    rows: found.slice(offset, offset + limit),
    headers: {
      'x-total-count': String(found.length),
      ...(hasMore ? { link: `<${next.href}>;rel="next"` } : { link: `<${next.href}>;rel="first"` }),
    },
  };
}

const rows: Route<World>['answer'] = (world, request) => {
  const { query, parameters } = request;
  const { table = '' } = parameters;
  const all = world.tables[table];
  if (!all) return refusal(400, `Invalid table ${table}`);
  if (world.refused.has(table))
    return refusal(403, 'User Not Authorized', 'Failed API level ACL Validation');
  const asked = Number(query.get('sysparm_limit') ?? DEFAULT_LIMIT);
  if (!table.startsWith('sys_') && asked > (world.canceledAbove ?? asked))
    return refusal(500, 'Transaction cancelled: maximum execution time exceeded');
  const text = (query.get('sysparm_query') ?? '').replace('javascript:gs.getUserID()', meIn(world));
  const page = pageOf(world, request, select([...all.values()], text));
  // Rows are hidden after they were counted and cut.
  const result = page.rows
    .filter(({ sys_id }) => !world.hidden.has(sys_id!))
    .map((row) => render(world, table, row, query));
  const beside = world.errorBeside;
  const error = beside === null ? {} : { error: { message: beside, detail: null } };
  return new Reply(200, { result, ...error }, page.headers);
};

/** The operations that are played. */
export const routes: readonly Route<World>[] = [
  { method: 'GET', path: '/api/now/table/{table}', answer: rows },
];
