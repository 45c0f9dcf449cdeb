import { type NumberRange, numbersIn } from '../../model/change-log.js';
import type { FactKind } from '../../model/facts/facts.js';
import type { SetAsideKind, SetAsideReason } from '../../model/facts/set-aside.js';
import type { Month } from '../../model/month.js';
import { isHidden, showFacts } from '../facts/hidden-facts.js';
import { timestamp } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { type CellKey, type DirtyCells, invalidateCells } from './dirty-cells.js';

/** A fact, a cell, a metric in a cell, or the rules of a team, as it is set aside. */
export interface SettingAside {
  readonly kind: SetAsideKind;
  readonly reason: SetAsideReason;
  readonly fact?: { readonly kind: FactKind; readonly id: string; readonly number: number } | null;
  readonly integration?: number | null;
  readonly repository?: number | null;
  readonly cell?: CellKey;
  readonly team?: number;
  readonly metric?: string;
}

const keyColumns = 'kind, team, ruleset, month, metric, fact';

/**
 * Writes what this derivation version sets aside. A thing that was set aside before keeps its number and its instant.
 * Returns the things that are new, or have another reason than before.
 */
export async function writeSetAside(
  session: Session,
  all: readonly SettingAside[],
  version: string,
): Promise<SettingAside[]> {
  if (all.length === 0) return [];
  const rows = await session.load<{ ordinal: number }>(
    `with given as (select * from rows from (unnest($2::text[]), unnest($3::bigint[]), unnest($4::bigint[]), unnest($5::int[]), unnest($6::text[]),
         unnest($7::bigint[]), unnest($8::text[]), unnest($9::text[]), unnest($10::bigint[]), unnest($11::bigint[]), unnest($12::text[]), unnest($13::text[]))
         with ordinality as given (${keyColumns}, fact_kind, fact_id, integration, repository, code, message, ordinal)),
       known as (select given.ordinal from given join set_aside s on s.account_id = $1 and (s.kind, s.team, s.ruleset, s.month, s.metric, s.fact)
         = (given.kind, given.team, given.ruleset, given.month, given.metric, given.fact) and s.message = given.message),
       written as (insert into set_aside (account_id, ${keyColumns}, fact_kind, fact_id, integration, repository, code, message, first_at, version)
         select $1, ${keyColumns}, fact_kind, fact_id, integration, repository, code, message, $14::timestamptz, $15 from given order by ordinal
         on conflict (account_id, ${keyColumns}) do update set code = excluded.code, message = excluded.message, version = excluded.version,
           integration = excluded.integration, repository = excluded.repository returning 1)
     select ordinal::float8 as ordinal from given where ordinal not in (select ordinal from known) and (select count(*) from written) >= 0 order by 1`,
    [...columnsOf(all), timestamp(session.now), version],
  );
  return rows.map(({ ordinal }) => all[ordinal - 1]!);
}

const columnsOf = (all: readonly SettingAside[]): unknown[] => [
  all.map(({ kind }) => kind),
  all.map(({ cell, team }) => cell?.team ?? team ?? 0),
  all.map(({ cell }) => cell?.ruleset ?? 0),
  all.map(({ cell }) => cell?.month ?? 0),
  all.map(({ metric }) => metric ?? ''),
  all.map(({ fact }) => fact?.number ?? 0),
  all.map(({ fact }) => fact?.kind ?? null),
  all.map(({ fact }) => fact?.id ?? null),
  all.map(({ integration }) => integration ?? null),
  all.map(({ repository }) => repository ?? null),
  all.map(({ reason }) => reason.code),
  all.map(({ reason }) => reason.message),
];

/** Which kinds of thing the account has set aside. */
export async function kindsSetAside(session: Session): Promise<Set<SetAsideKind>> {
  const rows = await session.load<{ kind: SetAsideKind }>(
    'select distinct kind from set_aside where account_id = $1',
  );
  return new Set(rows.map(({ kind }) => kind));
}

/** Deletes what was written of facts with these numbers that are not hidden any more. */
export async function deleteHealedFacts(
  session: Session,
  ranges: readonly NumberRange[],
): Promise<void> {
  if (ranges.length === 0) return;
  await session.run(
    `delete from set_aside s using unnest($2::bigint[]) as picked (number)
     where s.account_id = $1 and s.kind = 'FACT' and s.fact = picked.number and not (${isHidden('s.fact')})`,
    [numbersIn(ranges)],
  );
}

/** Deletes what was written of all that is of this kind. */
export async function deleteSetAside(session: Session, kind: SetAsideKind): Promise<void> {
  await session.run('delete from set_aside where account_id = $1 and kind = $2', [kind]);
}

/** Deletes what was written of cells, but for what is still set aside. Returns the months of which something was deleted. */
export async function deleteCellsSetAside(
  session: Session,
  { team, ruleset, months }: DirtyCells,
  still: readonly SettingAside[] = [],
): Promise<Set<Month>> {
  const rows = await session.load<{ month: Month }>(
    `delete from set_aside where account_id = $1 and kind = 'CELL' and team = $2 and ruleset = $3 and month = any($4::int[])
       and (metric, fact) not in (select * from unnest($5::text[], $6::bigint[])) returning month`,
    [
      ...[team, ruleset, months],
      still.map(({ metric }) => metric ?? ''),
      still.map(({ fact }) => fact?.number ?? 0),
    ],
  );
  return new Set(rows.map(({ month }) => month));
}

/** The teams whose rules are set aside. */
export const teamsSetAside = (session: Session): Promise<number[]> =>
  session.loadNumbers(
    `select team::float8 as number from set_aside where account_id = $1 and kind = 'RULES'`,
  );

/** Has teams looked at whole under the rules that they have now. */
export function reportTeams(session: Session, teams: readonly number[]): void {
  if (teams.length === 0) return;
  session.append({ kind: 'DIRECTORY', what: { developers: [], teams, nodes: [], rules: false } });
}

/**
 * Releases what another derivation version set aside, of these kinds; everything if no version is given. Facts are shown
 * and reported in the change log, cells become dirty, teams are observed whole.
 */
export async function releaseSetAside(
  session: Session,
  kinds: readonly SetAsideKind[],
  version: string | null,
): Promise<void> {
  const rows = await session.load<CellKey & { kind: SetAsideKind; fact: number }>(
    `delete from set_aside where account_id = $1 and kind = any($2::text[]) and ($3::text is null or version <> $3)
     returning kind, fact::float8 as fact, team::float8 as team, ruleset::float8 as ruleset, month`,
    [kinds, version],
  );
  if (rows.length > 0) session.appendShown();
  const of = (wanted: SetAsideKind) => rows.filter(({ kind }) => kind === wanted);
  const facts = of('FACT').map(({ fact }) => fact);
  for (const [kind, numbers] of await showFacts(session, facts)) session.appendFacts(kind, numbers);
  await invalidateCells(
    session,
    of('CELL').map((cell) => ({ ...cell, kinds: null })),
  );
  reportTeams(
    session,
    of('RULES').map(({ team }) => team),
  );
}

/** How much of what these integrations reported is set aside, by integration; those without any are not in it. */
export async function countSetAside(
  session: Session,
  integrations: readonly number[],
): Promise<Map<number, number>> {
  const rows = await session.load<{ integration: number; count: number }>(
    `select integration::float8 as integration, count(*)::int as count from set_aside
     where account_id = $1 and integration = any($2::bigint[]) group by integration`,
    [integrations],
  );
  return new Map(rows.map(({ integration, count }) => [integration, count]));
}
