import { createHash } from 'node:crypto';
import { foldName } from '../../model/filter.js';
import type { InputKind } from '../../model/inputs/metric-input.js';
import { type Month, monthOf } from '../../model/month.js';
import { relationName } from '../../model/relation.js';
import type { OwnedKind } from '../../model/team-scope.js';
import { byColumn } from '../sql/by-column.js';
import { month } from '../sql/month-sql.js';
import type { Session } from '../sql/session.js';
import type { Scanned, ToolInputKind } from './cell.js';

/** Properties whose names are places of facts. Filters on other properties look through all places. */
export const placeProperties = {
  workItem: ['project', 'component', 'label'],
  run: ['service', 'pipeline', 'project'],
  incident: ['service', 'group'],
  changeRequest: ['service', 'group'],
  sprint: ['project'],
  version: ['project'],
} as const satisfies Record<OwnedKind, readonly string[]>;

/** Most characters of a place: an index can hold no longer one. */
const LONGEST_PLACE = 200;

/** Returns the place of facts with a name. Names that filters hold equal are one place. */
export function placeNamed(property: string, name: string): string {
  const folded = foldName(name);
  const short =
    folded.length <= LONGEST_PLACE ? folded : createHash('sha256').update(folded).digest('base64');
  return `${property} ${short}`;
}
const IN_REPOSITORY = 'repository ';
export const placeOfRepository = (number: number): string => `${IN_REPOSITORY}${number}`;
export const placeOfDeveloper = (number: number): string => `developer ${number}`;
/** The place of pull requests that a developer reviewed or commented, in the months of these acts. */
export const placeOfReviewer = (number: number): string => `reviewer ${number}`;
/** The place of facts that have no other. */
const NOWHERE = '';

/** A fact counts in a place in a UTC month. */
interface FactPlace {
  readonly kind: ToolInputKind;
  readonly fact: number;
  readonly place: string;
  readonly month: Month;
}

function placesOf(kind: ToolInputKind, fact: Scanned): string[] {
  const people = () => fact.developers.map(placeOfDeveloper);
  if (kind === 'pullRequest') return [placeOfRepository(fact.repository ?? 0), ...people()];
  const names = placeProperties[kind].flatMap((property) =>
    (fact.traits[property] ?? []).map((name) => placeNamed(property, name)),
  );
  const places = kind === 'workItem' ? [...names, ...people()] : names;
  return places.length > 0 ? places : [NOWHERE];
}

/** Returns where and when a fact counts, each place and month once. */
function placesOfFact(kind: ToolInputKind, scanned: Scanned): FactPlace[] {
  const { number: fact, acts = [] } = scanned;
  const months = [...new Set(scanned.instants.map(monthOf))];
  const own = [...new Set(placesOf(kind, scanned))];
  const byReviewer = Map.groupBy(acts, ({ developer }) => developer);
  const reviewed = [...byReviewer].flatMap(([developer, all]) => {
    const place = placeOfReviewer(developer);
    return [...new Set(all.map(({ at }) => monthOf(at)))].map((month) => ({ place, month }));
  });
  return [...own.flatMap((place) => months.map((month) => ({ place, month }))), ...reviewed].map(
    ({ place, month }) => ({ kind, fact, place, month }),
  );
}

/** SQL: puts the rows `wanted` in the place of those that facts of a kind have. */
const replacing = (kind: string, facts: string): string =>
  `gone as (delete from fact_place p where p.account_id = $1 and p.kind = ${kind} and p.fact = any(${facts}::bigint[])
     and not exists (select 1 from wanted w where w.fact = p.fact and w.place = p.place and w.month = p.month))
   insert into fact_place (account_id, kind, fact, place, month) select $1, ${kind}, fact, place, month from wanted on conflict do nothing`;

/** Replaces the places of these facts of a kind by those of what was scanned of them. */
export async function writePlacesOfFacts(
  session: Session,
  kind: ToolInputKind,
  numbers: readonly number[],
  scanned: readonly Scanned[],
): Promise<void> {
  const places = scanned.flatMap((fact) => placesOfFact(kind, fact));
  await session.run(
    `with wanted as (select * from unnest($4::bigint[], $5::text[], $6::int[]) as given (fact, place, month)), ${replacing('$2', '$3')}`,
    [kind, numbers, ...byColumn(places, 'fact', 'place', 'month')],
  );
}

/** Replaces the places of these changes: their repositories, in the months of their deployments. */
export async function writePlacesOfChanges(
  session: Session,
  changes: readonly number[],
): Promise<void> {
  await session.run(
    `with wanted as (select distinct c.number as fact, '${IN_REPOSITORY}' || c.repository as place, ${month('l.at')} as month
         from unnest($2::bigint[]) as picked (number)
           join change c on c.account_id = $1 and c.number = picked.number and c.deleted_at is null
           join fact_link l on l.account_id = $1 and l.relation = '${relationName.CHANGE_DEPLOYMENT}' and l.source = c.number and l.at is not null),
       ${replacing("'change'", '$2')}`,
    [changes],
  );
}

/** Places to look for facts of a kind in; null for all. */
export type WantedPlaces = ReadonlyMap<InputKind, readonly string[] | null>;

function columnsOf(wanted: readonly WantedPlaces[]) {
  const asked = wanted.flatMap((places, index) =>
    [...places].flatMap(([kind, all]) => (all ?? []).map((place) => ({ index, kind, place }))),
  );
  const whole = wanted.flatMap((places, index) =>
    [...places].flatMap(([kind, all]) => (all === null ? [{ index, kind }] : [])),
  );
  return [...byColumn(asked, 'index', 'kind', 'place'), ...byColumn(whole, 'index', 'kind')];
}

/** Finds the facts that count in some of these places in these months, by kind, in the order of their numbers. */
export async function factsWithin(
  session: Session,
  wanted: WantedPlaces,
  { first, last }: { readonly first: Month; readonly last: Month },
): Promise<(kind: InputKind) => number[]> {
  const [, kinds, places, , whole] = columnsOf([wanted]);
  const rows = await session.load<{ kind: InputKind; fact: number }>(
    `select p.kind, p.fact::float8 as fact from unnest($2::text[], $3::text[]) as asked (kind, place)
       join fact_place p on p.account_id = $1 and p.kind = asked.kind and p.place = asked.place and p.month between $5 and $6
     union select p.kind, p.fact::float8 from fact_place p
       where p.account_id = $1 and p.kind = any($4::text[]) and p.month between $5 and $6
     order by 1, 2`,
    [kinds, places, whole, first, last],
  );
  const byKind = Map.groupBy(rows, ({ kind }) => kind);
  return (kind) => (byKind.get(kind) ?? []).map(({ fact }) => fact);
}

/** Finds the months in which facts count in each of these places. */
export async function monthsWithin(
  session: Session,
  wanted: readonly WantedPlaces[],
): Promise<Month[][]> {
  const rows = await session.load<{ index: number; month: Month }>(
    `select asked.index::float8 as index, p.month from unnest($2::bigint[], $3::text[], $4::text[]) as asked (index, kind, place)
       join fact_place p on p.account_id = $1 and p.kind = asked.kind and p.place = asked.place
     union select asked.index::float8, p.month from unnest($5::bigint[], $6::text[]) as asked (index, kind)
       join fact_place p on p.account_id = $1 and p.kind = asked.kind`,
    columnsOf(wanted),
  );
  const byIndex = Map.groupBy(rows, ({ index }) => index);
  return wanted.map((_, index) => (byIndex.get(index) ?? []).map((row) => row.month));
}
