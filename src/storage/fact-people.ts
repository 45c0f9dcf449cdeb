import type { Person } from '../model/people.js';
import type { Session } from './session.js';

export interface ScopedPerson {
  readonly person: Person;
  /** The repository's number where names are local to it, else 0. */
  readonly scope: number;
}

const keyOf = (type: string, scope: number, id: string) => `${type} ${scope} ${id}`;

/** Scope of a person: names in git commits are local to their repository, ids of tools are not. */
export const scopeOf = (person: Person, repository: number): number =>
  person.applicationType === 'GIT' ? repository : 0;

interface Identity {
  readonly type: string;
  readonly scope: number;
  readonly id: string;
  readonly number: number;
}
const columns =
  'application_type as type, scope::float8 as scope, external_id as id, number::float8 as number';

async function find(
  session: Session,
  people: readonly ScopedPerson[],
  into: Map<string, number>,
): Promise<void> {
  const rows = await session.query<Identity>(
    `select ${columns} from identity where account_id = $1 and (application_type, scope, external_id) in
       (select * from unnest($2::text[], $3::bigint[], $4::text[]))`,
    [
      session.account,
      people.map(({ person }) => person.applicationType),
      people.map(({ scope }) => scope),
      people.map(({ person }) => person.id),
    ],
  );
  for (const row of rows) into.set(keyOf(row.type, row.scope, row.id), row.number);
}

async function add(
  session: Session,
  people: readonly ScopedPerson[],
  into: Map<string, number>,
): Promise<void> {
  const first = await session.drawNumbers(people.length);
  const rows = await session.query<Identity>(
    `insert into identity (account_id, number, application_type, scope, external_id, name, email, bot)
     select $1, * from unnest($2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[])
     on conflict do nothing returning ${columns}`,
    [
      session.account,
      people.map((_person, index) => first + index),
      people.map(({ person }) => person.applicationType),
      people.map(({ scope }) => scope),
      people.map(({ person }) => person.id),
      people.map(({ person }) => person.name),
      people.map(({ person }) => person.email),
      people.map(({ person }) => (person.bot ? 'VENDOR' : null)),
    ],
  );
  for (const row of rows) into.set(keyOf(row.type, row.scope, row.id), row.number);
  // Somebody else may have added one of them meanwhile.
  if (rows.length < people.length) await find(session, people, into);
}

/** Identity numbers of people, looked up among those `known` before; those never seen before are written, with no developer yet. */
export async function numbersOfPeople(
  session: Session,
  people: readonly ScopedPerson[],
  known: Map<string, number>,
): Promise<{ numberOf: (person: ScopedPerson) => number; added: readonly number[] }> {
  const unknown = new Map<string, ScopedPerson>();
  for (const one of people) {
    const key = keyOf(one.person.applicationType, one.scope, one.person.id);
    if (!known.has(key)) unknown.set(key, one);
  }
  if (unknown.size > 0) await find(session, [...unknown.values()], known);
  const missing = [...unknown].filter(([key]) => !known.has(key)).map(([, one]) => one);
  if (missing.length > 0) await add(session, missing, known);
  const numberOf = ({ person, scope }: ScopedPerson) =>
    known.get(keyOf(person.applicationType, scope, person.id)) ?? 0;
  return { numberOf, added: missing.map(numberOf) };
}
