import { type FactKind, type FactOf, type Facts, factKinds } from '../../model/facts/facts.js';
import { byColumn } from '../sql/by-column.js';
import { timestamp } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { type Dimension, placeOf, type References } from './fact-column.js';
import { numbersOfPeople, type ScopedPerson, scopeOf } from './fact-people.js';
import { factTables } from './fact-tables.js';
import { findRepositories, type IdCache, type KnownRecord } from './id-cache.js';

/** Inserts rows for repositories that facts name before they are imported. The rows are as old as can be, so that any version supersedes them. */
async function placeRepositories(
  session: Session,
  ids: readonly string[],
  known: Map<string, KnownRecord>,
): Promise<void> {
  const missing = ids.filter((id) => !known.has(id));
  if (missing.length === 0) return;
  const first = await session.drawNumbers(missing.length);
  await session.run(
    `insert into repository (account_id, id, number, digest, integration, name, updated_at, deleted_at)
     select $1, reported.id, reported.number, '', 0, reported.id, coalesce(deleted.updated_at, $4::timestamptz), deleted.updated_at
     from unnest($2::text[], $3::bigint[]) as reported (id, number)
       left join tombstone deleted on deleted.account_id = $1 and deleted.kind = 'REPOSITORY' and deleted.id = reported.id
     on conflict do nothing`,
    [missing, missing.map((_id, index) => first + index), timestamp(0)],
  );
  await findRepositories(session, missing, known);
  session.appendFacts(
    'REPOSITORY',
    missing.map((id) => known.get(id)!.number),
  );
}

/** Returns the ids of the repositories that are among the facts, and of those that facts lie in. */
function repositoryIds(facts: Facts): string[] {
  const named = factKinds.flatMap((kind) => (facts[kind] ?? []).map(placeOf));
  const imported = [...(facts.REPOSITORY ?? []).map(({ id }) => id), ...named];
  const listed = (facts.inventories ?? []).map(({ repository }) => repository);
  return [...new Set([...imported, ...listed])].filter((id) => id !== null);
}

/** Returns what a function of each kind's table gives for all facts, with the repository of each. Each object is there once a repository. */
function gather<Found extends object>(
  facts: Facts,
  of: <Kind extends FactKind>(kind: Kind, fact: FactOf[Kind]) => readonly Found[],
): { readonly found: Found; readonly repository: string | null }[] {
  const seen = new Map<string | null, Set<Found>>();
  for (const kind of factKinds)
    for (const fact of facts[kind] ?? []) {
      const repository = placeOf(fact);
      const there = seen.get(repository) ?? new Set();
      seen.set(repository, there);
      for (const found of of(kind, fact as FactOf[typeof kind])) there.add(found);
    }
  return [...seen].flatMap(([repository, there]) =>
    Array.from(there, (found) => ({ found, repository })),
  );
}

/** A function of an object and a repository, asked once for each pair. */
function remembered<Asked extends object>(
  of: (asked: Asked, repository: string | null) => number,
): (asked: Asked, repository: string | null) => number {
  const known = new Map<string | null, Map<Asked, number>>();
  return (asked, repository) => {
    const there = known.get(repository) ?? new Map<Asked, number>();
    const before = there.get(asked);
    if (before !== undefined) return before;
    const answer = of(asked, repository);
    known.set(repository, there.set(asked, answer));
    return answer;
  };
}

const dimensionKey = ({ kind, name }: Dimension) => `${kind} ${name}`;

async function findDimensions(
  session: Session,
  dimensions: readonly Dimension[],
  known: Map<string, number>,
): Promise<void> {
  const rows = await session.load<Dimension & { number: number }>(
    `select kind, name, number::float8 as number from dimension where account_id = $1 and (kind, name) in
       (select * from unnest($2::text[], $3::text[]))`,
    byColumn(dimensions, 'kind', 'name'),
  );
  for (const row of rows) known.set(dimensionKey(row), row.number);
}

/** Finds the numbers of names that answers are broken down by; those never seen before are written. */
async function numberDimensions(
  session: Session,
  dimensions: readonly Dimension[],
  known: Map<string, number>,
): Promise<void> {
  const wanted = new Map(dimensions.map((one) => [dimensionKey(one), one]));
  const missing = () => [...wanted].filter(([key]) => !known.has(key)).map(([, one]) => one);
  const unknown = missing();
  if (unknown.length === 0) return;
  await findDimensions(session, unknown, known);
  const fresh = missing();
  if (fresh.length === 0) return;
  const first = await session.drawNumbers(fresh.length);
  await session.run(
    `insert into dimension (account_id, number, kind, name)
     select $1, * from unnest($2::bigint[], $3::text[], $4::text[]) on conflict do nothing`,
    [fresh.map((_one, index) => first + index), ...byColumn(fresh, 'kind', 'name')],
  );
  await findDimensions(session, fresh, known);
}

/** Numbers for all that the facts refer to, once their own repositories are written; `newPeople` says whether somebody is new, or better known than before. */
export async function referencesOf(
  session: Session,
  integration: number,
  facts: Facts,
  known: IdCache,
): Promise<References & { readonly newPeople: boolean }> {
  const ids = repositoryIds(facts);
  await findRepositories(session, ids, known.repositories);
  await placeRepositories(session, ids, known.repositories);
  const record = (id: string): number => known.repositories.get(id)!.number;
  const scoped = (person: ScopedPerson['person'], id: string | null): ScopedPerson => ({
    person,
    scope: scopeOf(person, id === null ? 0 : record(id), integration),
  });
  const people = gather(facts, (kind, fact) => factTables[kind].people(fact));
  const { numberOf, newlyKnown } = await numbersOfPeople(
    session,
    people.map(({ found, repository: id }) => scoped(found, id)),
    known.people,
  );
  const dimensions = gather(facts, (kind, fact) => factTables[kind].dimensions(fact));
  await numberDimensions(
    session,
    dimensions.map(({ found }) => found),
    known.dimensions,
  );
  return {
    integration,
    repository: (id) => known.repositories.get(id)!.leader,
    record,
    person: remembered((person, id) => numberOf(scoped(person, id))),
    dimension: (kind, name) => known.dimensions.get(dimensionKey({ kind, name }))!,
    newPeople: newlyKnown.length > 0,
  };
}
