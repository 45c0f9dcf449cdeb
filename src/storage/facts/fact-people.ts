import { inByteOrder } from '../../model/byte-order.js';
import type { Person } from '../../model/facts/people.js';
import { byColumn } from '../sql/by-column.js';
import type { Session } from '../sql/session.js';

export interface ScopedPerson {
  readonly person: Person;
  /** The number of the repository or the source that names are local to, else 0. */
  readonly scope: number;
}

const keyOf = (type: string, scope: number, id: string) => `${type} ${scope} ${id}`;

/**
 * Returns the scope of a person's id. Names in git commits are local to their repository, ids of our own form to their source.
 * Ids of known tools are valid everywhere: scope 0.
 */
export function scopeOf({ applicationType }: Person, repository: number, source: number): number {
  if (applicationType === 'GIT') return repository;
  return applicationType === 'CUSTOM' ? source : 0;
}

interface Identity {
  readonly type: string;
  readonly scope: number;
  readonly id: string;
  readonly number: number;
}
const columns =
  'application_type as type, scope::float8 as scope, external_id as id, number::float8 as number';

/** Returns columns of people: of their keys three, and three of what is known of them. */
function columnsOf(people: readonly ScopedPerson[]) {
  const rows = people.map(({ person, scope }) => ({
    ...person,
    scope,
    bot: person.bot ? 'VENDOR' : null,
  }));
  return byColumn(rows, 'applicationType', 'scope', 'id', 'name', 'email', 'bot');
}

async function find(session: Session, people: readonly ScopedPerson[], into: Map<string, number>) {
  const rows = await session.load<Identity>(
    `select ${columns} from identity where account_id = $1 and (application_type, scope, external_id) in
       (select * from unnest($2::text[], $3::bigint[], $4::text[]))`,
    columnsOf(people).slice(0, 3),
  );
  for (const row of rows) into.set(keyOf(row.type, row.scope, row.id), row.number);
}

async function add(session: Session, people: readonly ScopedPerson[], into: Map<string, number>) {
  const first = await session.drawNumbers(people.length);
  const rows = await session.load<Identity>(
    `insert into identity (account_id, number, application_type, scope, external_id, name, email, bot, matched)
     select $1, *, false from unnest($2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[])
     on conflict do nothing returning ${columns}`,
    [people.map((_person, index) => first + index), ...columnsOf(people)],
  );
  for (const row of rows) into.set(keyOf(row.type, row.scope, row.id), row.number);
  // Somebody else may have added one of them meanwhile.
  if (rows.length < people.length) await find(session, people, into);
}

/** Returns what two versions of one person know together. Where they differ the greater text counts, so that their order does not matter. */
const joined = (one: Person, other: Person): Person => {
  const greater = (left: string | null, right: string | null) =>
    left !== null && (right === null || inByteOrder(left, right) > 0) ? left : right;
  return {
    ...one,
    name: greater(one.name, other.name),
    email: greater(one.email, other.email),
    ...(one.bot || other.bot ? { bot: true } : {}),
  };
};

function distinct(people: readonly ScopedPerson[]): Map<string, ScopedPerson> {
  const all = new Map<string, ScopedPerson>();
  for (const one of people) {
    const key = keyOf(one.person.applicationType, one.scope, one.person.id);
    const other = all.get(key);
    all.set(key, other ? { ...one, person: joined(other.person, one.person) } : one);
  }
  return all;
}

/** Adds what a tool says of people whom it named before. Returns those of whom more is known now. */
async function learn(
  session: Session,
  people: ReadonlyMap<string, ScopedPerson>,
  known: ReadonlyMap<string, number>,
): Promise<number[]> {
  // In git name and e-mail are the id itself.
  const reported = [...people].filter(
    ([, { person }]) =>
      person.applicationType !== 'GIT' && (person.email || person.name || person.bot),
  );
  if (reported.length === 0) return [];
  return session.loadNumbers(
    `update identity as known set name = reported.name, email = reported.email, bot = reported.bot from (
       select i.number, greatest(i.name collate "C", t.name) as name, greatest(i.email collate "C", t.email) as email, coalesce(i.bot, t.bot) as bot
       from unnest($2::bigint[], $3::text[], $4::text[], $5::text[]) as t (number, name, email, bot)
       join identity i on i.account_id = $1 and i.number = t.number) as reported
     where known.account_id = $1 and known.number = reported.number
       and (known.name, known.email, known.bot) is distinct from (reported.name, reported.email, reported.bot)
     returning known.number::float8 as number`,
    [
      reported.map(([key]) => known.get(key)),
      ...columnsOf(reported.map(([, one]) => one)).slice(3),
    ],
  );
}

/**
 * Identity numbers of people, looked up among those `known` before; those never seen before are written, with no developer yet. `news`
 * are those who are new, or of whom more is known than before.
 */
export async function numbersOfPeople(
  session: Session,
  people: readonly ScopedPerson[],
  known: Map<string, number>,
): Promise<{ numberOf: (person: ScopedPerson) => number; newlyKnown: readonly number[] }> {
  const all = distinct(people);
  const unknown = [...all].filter(([key]) => !known.has(key));
  if (unknown.length > 0)
    await find(
      session,
      unknown.map(([, one]) => one),
      known,
    );
  const missing = unknown.filter(([key]) => !known.has(key)).map(([, one]) => one);
  if (missing.length > 0) await add(session, missing, known);
  const numberOf = ({ person, scope }: ScopedPerson) =>
    known.get(keyOf(person.applicationType, scope, person.id)) ?? 0;
  const learnt = await learn(session, all, known);
  return { numberOf, newlyKnown: [...missing.map(numberOf), ...learnt] };
}
