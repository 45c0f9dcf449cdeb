import { type Person, unknownPerson } from '../../../model/facts/people.js';
import type { WireUser } from '../wire.js';

/** Jira's name for all deleted users. */
const FORMER = 'Former user';

const idOf = ({ accountId, key, name }: WireUser): string | null =>
  accountId || key || name || null;

/** Returns who somebody is by their account id (Cloud) or user key (Data Center). Deleted users are nobody known. */
export function personOf(user: WireUser): Person {
  const id = idOf(user);
  if (id === null || user.deleted === true || user.displayName === FORMER) return unknownPerson;
  const isBot = user.accountType === 'app';
  return {
    applicationType: 'JIRA',
    id,
    name: user.displayName?.trim() || null,
    // Privacy settings empty it, and some sites write the name there.
    email: user.emailAddress?.includes('@') ? user.emailAddress.trim() : null,
    ...(isBot ? { bot: true } : {}),
  };
}

/** Everybody whom an issue shows whole, by the ids that its history names them by. */
export type People = ReadonlyMap<string, Person>;

export function peopleIn(users: Iterable<WireUser | null | undefined>): People {
  const people = new Map<string, Person>();
  for (const user of users)
    for (const id of user ? [user.accountId, user.key, user.name] : [])
      if (id && !people.has(id)) people.set(id, personOf(user!));
  return people;
}

/** Returns whom an entry of the history names by id and name. */
export const namedPerson = (people: People, id: string, name: string | null): Person =>
  people.get(id) ?? personOf({ accountId: id, displayName: name });
