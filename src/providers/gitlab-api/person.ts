import { z } from 'zod';
import { type Person, unknownPerson } from '../../model/facts/people.js';

/** A user as GitLab writes it. Some parts have an address, most have none. */
export const wireUser = z.object({
  id: z.number(),
  username: z.string().min(1),
  name: z.string().nullish(),
  email: z.string().nullish().catch(null),
  public_email: z.string().nullish().catch(null),
  bot: z.boolean().nullish().catch(null),
});
export type WireUser = z.infer<typeof wireUser>;

/** The account that what deleted users made belongs to. */
const GHOST = /^ghost\d*$/;

const isAddress = (text: string | null | undefined): text is string =>
  /^[^\s@[\]]+@[^\s@[\]]+$/.test(text ?? '');

/** The server, and user names that the settings call bots. */
export interface Household {
  readonly place: string;
  readonly bots?: readonly string[] | undefined;
}

/** Returns the address that GitLab itself writes into commits of a user who hides theirs. */
const noreplyAddress = (place: string, { id, username }: WireUser): string =>
  `${id}-${username}@users.noreply.${place.replace(/[:/].*$/, '')}`;

/** Returns who did something. A deleted user is nobody known. */
export function personOf(
  { place, bots = [] }: Household,
  user: WireUser | null | undefined,
): Person {
  if (!user || GHOST.test(user.username)) return unknownPerson;
  const address = [user.email, user.public_email].find(isAddress);
  const isBot = user.bot === true || bots.includes(user.username.toLowerCase());
  return {
    applicationType: 'GITLAB',
    id: user.username,
    name: user.name?.trim() || null,
    email: address ?? noreplyAddress(place, user),
    ...(isBot ? { bot: true } : {}),
  };
}
