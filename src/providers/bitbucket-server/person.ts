import { type Person, unknownPerson } from '../../model/facts/people.js';
import type { PullsBody, WireUser } from './wire.js';

/** Returns who somebody is: by the number that a rename keeps, and that only this server uses. */
export function personOf(
  { place, bots }: Pick<PullsBody, 'place' | 'bots'>,
  user: WireUser | null | undefined,
): Person {
  if (user?.id === null || user?.id === undefined) return unknownPerson;
  const isBot = user.type === 'SERVICE' || bots.includes((user.name ?? '').toLowerCase());
  const email = user.emailAddress?.trim() ?? '';
  const person: Person = {
    applicationType: 'BITBUCKET',
    id: `${place}:${user.id}`,
    name: user.displayName?.trim() || null,
    email: email.includes('@') ? email : null,
  };
  return isBot ? { ...person, bot: true } : person;
}
