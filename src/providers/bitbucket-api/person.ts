import { z } from 'zod';
import { type Person, unknownPerson } from '../../model/facts/people.js';
import { withoutBraces } from './ids.js';

/** An account: a user, a workspace (`team`), or a token or an app that acts by itself (`app_user`). */
export const wireAccount = z
  .object({
    type: z.string().nullish(),
    account_id: z.string().nullish(),
    uuid: z.string().nullish(),
    display_name: z.string().nullish(),
    nickname: z.string().nullish(),
  })
  .nullish();
export type WireAccount = z.infer<typeof wireAccount>;

/** The author of a commit: an account only where Bitbucket knows the address as its own. */
export const wireAuthor = z.object({ raw: z.string().nullish(), user: wireAccount }).nullish();
export type WireAuthor = z.infer<typeof wireAuthor>;

/** Returns the address of a commit's author, written as `Name <address>`; null if there is none. */
const addressIn = (raw: string | null | undefined): string | null =>
  /<([^<>\s@]+@[^<>\s@]+)>\s*$/.exec(raw ?? '')?.[1] ?? null;

/** The knowledge of people that their accounts do not show. */
export interface KnownPeople {
  /** Ids and names of bots, lower case. */
  readonly bots: readonly string[];
  /** Addresses by account, from commits: Bitbucket shows them nowhere else. */
  readonly addresses: ReadonlyMap<string, string>;
}

const idOf = (account: WireAccount): string | null =>
  account?.account_id || (account?.uuid ? withoutBraces(account.uuid) : null);

/** Returns the addresses by which Bitbucket found the accounts of commits; of several the last in order. */
export const addressesIn = (authors: readonly WireAuthor[]): ReadonlyMap<string, string> =>
  new Map(
    authors
      .flatMap((author) => {
        const [id, address] = [idOf(author?.user), addressIn(author?.raw)];
        return id === null || address === null ? [] : [[id, address] as const];
      })
      .sort(([, left], [, right]) => (left < right ? -1 : 1)),
  );

const isListed = (account: WireAccount, id: string, bots: readonly string[]): boolean =>
  [id, account?.nickname, account?.display_name].some(
    (name) => name && bots.includes(name.toLowerCase()),
  );

/** Returns who did something. Deleted accounts are null, or have neither id: nobody known. */
export function personOf(account: WireAccount, { bots, addresses }: KnownPeople): Person {
  const id = idOf(account);
  if (id === null) return unknownPerson;
  const isBot = account?.type === 'app_user' || isListed(account, id, bots);
  return {
    applicationType: 'BITBUCKET',
    id,
    name: account?.display_name?.trim() || null,
    email: addresses.get(id) ?? null,
    ...(isBot ? { bot: true } : {}),
  };
}
