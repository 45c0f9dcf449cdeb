import type { InputKind } from '../../model/inputs/metric-input.js';
import type { Month } from '../../model/month.js';
import { byColumn } from '../sql/by-column.js';
import type { Session } from '../sql/session.js';
import type { CellKey, DirtyCell } from './dirty-cells.js';

/** A subject in one of the cells of a team. */
export interface SubjectInCell {
  readonly subject: number;
  readonly month: Month;
}

/** Remembers which subjects the cells of a team hold since now, and forgets those that they do not hold any more. */
export async function changeSubjects(
  session: Session,
  { team, ruleset }: Pick<CellKey, 'team' | 'ruleset'>,
  come: readonly SubjectInCell[],
  gone: readonly SubjectInCell[],
): Promise<void> {
  const given = (subjects: readonly SubjectInCell[]) => [
    ...[team, ruleset],
    ...byColumn(subjects, 'subject', 'month'),
  ];
  if (come.length > 0)
    await session.run(
      `insert into cell_subject (account_id, team, ruleset, subject, month)
       select $1, $2, $3, subject, month from unnest($4::bigint[], $5::int[]) as come (subject, month) on conflict do nothing`,
      given(come),
    );
  if (gone.length > 0)
    await session.run(
      `delete from cell_subject old using unnest($4::bigint[], $5::int[]) as gone (subject, month)
       where account_id = $1 and team = $2 and ruleset = $3 and old.subject = gone.subject and old.month = gone.month`,
      given(gone),
    );
}

/** The cells that hold subjects of a kind now: what must be observed again when the subjects move or vanish. */
export async function cellsHolding(
  session: Session,
  subjects: readonly { readonly kind: InputKind; readonly numbers: Iterable<number> }[],
): Promise<DirtyCell[]> {
  const picked = subjects.flatMap(({ kind, numbers }) =>
    [...numbers].map((number) => ({ kind, number })),
  );
  if (picked.length === 0) return [];
  const cells = await session.load<CellKey & { kind: InputKind }>(
    `select distinct o.team::float8 as team, o.ruleset::float8 as ruleset, o.month, picked.kind
     from unnest($2::bigint[], $3::text[]) as picked (number, kind)
     cross join lateral (select team, ruleset, month from cell_subject where account_id = $1 and subject = picked.number offset 0) o`,
    byColumn(picked, 'number', 'kind'),
  );
  return cells.map(({ kind, ...cell }) => ({ ...cell, kinds: new Set([kind]) }));
}
