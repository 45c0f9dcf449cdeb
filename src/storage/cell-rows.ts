import type { Exclusion, Observation } from '../model/observation.js';
import { timestamp } from './fact-columns.js';
import { milliseconds } from './instant-sql.js';
import type { CellKey } from './marks.js';
import type { Session } from './session.js';

/** What one metric saw in one cell. */
export interface SeenRows {
  readonly metric: string;
  readonly observations: readonly Observation[];
  readonly exclusions: readonly Exclusion[];
}
type Row = { readonly metric: string } & (Observation | Exclusion);

const keyOf = (row: Row) => `${row.metric} ${row.subject} ${row.developer ?? 0}`;
const textOf = (row: Row) =>
  'reason' in row
    ? `${row.at} ${row.reason} ${row.tags.join()}`
    : `${row.at} ${row.value} ${row.parts.join()} ${row.tags.join()}`;

const cellOf = (session: Session, cell: CellKey) => [
  session.account,
  cell.team,
  cell.ruleset,
  cell.month,
];
const inCell = 'account_id = $1 and team = $2 and ruleset = $3 and month = $4';

async function stored(
  session: Session,
  cell: CellKey,
): Promise<{ observations: Row[]; exclusions: Row[] }> {
  const shared = `metric, subject::float8 as subject, nullif(developer, 0)::float8 as developer, ${milliseconds('at')} as at, tags::float8[] as tags`;
  const observations = await session.query<Row>(
    `select ${shared}, value, parts from observation where ${inCell}`,
    cellOf(session, cell),
  );
  const exclusions = await session.query<Row>(
    `select ${shared}, reason from exclusion where ${inCell}`,
    cellOf(session, cell),
  );
  return { observations, exclusions };
}

interface Difference {
  readonly gone: readonly Row[];
  readonly come: readonly Row[];
}

function differenceOf(before: readonly Row[], after: readonly Row[]): Difference {
  const old = new Map(before.map((row) => [keyOf(row), textOf(row)]));
  const wanted = new Map(after.map((row) => [keyOf(row), textOf(row)]));
  return {
    gone: before.filter((row) => wanted.get(keyOf(row)) !== textOf(row)),
    come: after.filter((row) => old.get(keyOf(row)) !== textOf(row)),
  };
}

async function remove(
  session: Session,
  cell: CellKey,
  table: string,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  await session.query(
    `delete from ${table} using unnest($5::text[], $6::bigint[], $7::bigint[]) as gone (metric, subject, developer)
     where ${inCell} and ${table}.metric = gone.metric and ${table}.subject = gone.subject and ${table}.developer = gone.developer`,
    [
      ...cellOf(session, cell),
      rows.map(({ metric }) => metric),
      rows.map(({ subject }) => subject),
      rows.map(({ developer }) => developer ?? 0),
    ],
  );
}

/** Arrays of arrays must be rectangular, so each row's numbers travel as text. */
const braces = (numbers: readonly number[]) => `{${numbers.join(',')}}`;

async function add(
  session: Session,
  cell: CellKey,
  table: string,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const shared = [
    rows.map(({ metric }) => metric),
    rows.map(({ subject }) => subject),
    rows.map(({ developer }) => developer ?? 0),
    rows.map(({ at }) => timestamp(at)),
    rows.map(({ tags }) => braces(tags)),
  ];
  const told = `unnest($5::text[], $6::bigint[], $7::bigint[], $8::timestamptz[], $9::text[]`;
  if (table === 'exclusion')
    await session.query(
      `insert into exclusion (account_id, team, ruleset, month, metric, subject, developer, at, tags, reason)
       select $1, $2, $3, $4, metric, subject, developer, at, tags::bigint[], reason
       from ${told}, $10::text[]) as told (metric, subject, developer, at, tags, reason)`,
      [
        ...cellOf(session, cell),
        ...shared,
        rows.map((row) => ('reason' in row ? row.reason : null)),
      ],
    );
  else
    await session.query(
      `insert into observation (account_id, team, ruleset, month, metric, subject, developer, at, tags, value, parts)
       select $1, $2, $3, $4, metric, subject, developer, at, tags::bigint[], value, parts::float8[]
       from ${told}, $10::float8[], $11::text[]) as told (metric, subject, developer, at, tags, value, parts)`,
      [
        ...cellOf(session, cell),
        ...shared,
        rows.map((row) => ('value' in row ? row.value : null)),
        rows.map((row) => ('parts' in row ? braces(row.parts) : null)),
      ],
    );
}

/** Replaces what a cell holds, writing only the difference. Answers the metrics whose rows differ. */
export async function writeCell(
  session: Session,
  cell: CellKey,
  seen: readonly SeenRows[],
): Promise<string[]> {
  const before = await stored(session, cell);
  const withMetric = (rows: (one: SeenRows) => readonly (Observation | Exclusion)[]): Row[] =>
    seen.flatMap((one) => rows(one).map((row) => ({ metric: one.metric, ...row })));
  const observations = differenceOf(
    before.observations,
    withMetric((one) => one.observations),
  );
  const exclusions = differenceOf(
    before.exclusions,
    withMetric((one) => one.exclusions),
  );
  const metrics = new Set<string>();
  for (const [table, { gone, come }] of [
    ['observation', observations],
    ['exclusion', exclusions],
  ] as const) {
    await remove(session, cell, table, gone);
    await add(session, cell, table, come);
    for (const row of [...gone, ...come]) metrics.add(row.metric);
  }
  await session.query(
    `update cell set version = version + $5, observed_at = $6::timestamptz where ${inCell}`,
    [...cellOf(session, cell), metrics.size > 0 ? 1 : 0, timestamp(session.now)],
  );
  return [...metrics].sort();
}
