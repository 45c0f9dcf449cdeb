import type { ToolInputKind } from '../inputs/cell.js';
import { numbersBy } from '../sql/numbers-by.js';
import type { Session } from '../sql/session.js';

interface Row {
  readonly kind: ToolInputKind;
  readonly number: number;
}
const byKind = (rows: readonly Row[]): Map<ToolInputKind, number[]> =>
  new Map(
    [...Map.groupBy(rows, ({ kind }) => kind)].map(([kind, all]) => [
      kind,
      all.map(({ number }) => number),
    ]),
  );

/** Returns true if there are facts other than code: else there is nothing to link. */
export async function hasToolFacts(session: Session): Promise<boolean> {
  const tables = ['pull_request', 'work_item', 'pipeline_run', 'incident'];
  const of = tables.map((table) => `exists (select 1 from ${table} where account_id = $1)`);
  const row = await session.find<{ any: boolean }>(`select ${of.join(' or ')} as any`);
  return row?.any ?? false;
}

const inList = (list: string, key: string) =>
  `exists (select 1 from jsonb_array_elements(${list}) as entry where (entry ->> '${key}')::bigint = any($2::bigint[]))`;

/** The facts of the tools in which any of these identities stands. */
export async function toolFactsOf(
  session: Session,
  identities: readonly number[],
): Promise<Map<ToolInputKind, number[]>> {
  if (identities.length === 0) return new Map();
  const among = (column: string) => `${column} = any($2::bigint[])`;
  const of = (kind: ToolInputKind, table: string, condition: string) =>
    `select '${kind}' as kind, number::float8 as number from ${table} where account_id = $1 and deleted_at is null and (${condition})`;
  const statements = [
    of(
      'pullRequest',
      'pull_request',
      `${among('author')} or ${inList('reviews', 'by')} or ${inList('comments', 'by')}`,
    ),
    of(
      'workItem',
      'work_item',
      `${among('assignee')} or ${inList('assignee_history', 'assignee')}`,
    ),
    of('run', 'pipeline_run', among('triggered_by')),
    of('incident', 'incident', among('owner')),
    of('changeRequest', 'change_request', among('owner')),
  ];
  return byKind(await session.load<Row>(statements.join(' union all '), [identities]));
}

/** The sprints with these ids. */
export const sprintsWithIds = (session: Session, ids: Iterable<string>) =>
  numbersBy(
    session,
    ids,
    'select number::float8 as number from sprint where account_id = $1 and id = any($2::text[])',
  );

/** The items that ever were in these sprints. */
export const itemsOfSprints = (session: Session, sprints: readonly number[]) =>
  numbersBy(
    session,
    sprints,
    `select distinct w.source::float8 as number from sprint s join fact_word w on w.account_id = $1 and w.kind = 'SPRINT' and w.word = s.id
     where s.account_id = $1 and s.number = any($2::bigint[])`,
  );
