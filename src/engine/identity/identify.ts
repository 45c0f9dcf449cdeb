import { botRuleOf } from '../../model/facts/bot.js';
import type { MailmapEntry } from '../../model/facts/code.js';
import { noreplyLogin } from '../../model/facts/noreply.js';
import type { BotRule, Developer, Identity, IdentityRule } from '../../model/facts/people.js';
import { createAccounts } from './accounts.js';
import { createLogins } from './logins.js';
import { createMailmap, type Written } from './mailmap.js';
import { fold, oneDeveloper } from './one-developer.js';

/** The people that tools report, and the developers to match them with. */
export interface Identities {
  /** The people as the tools report them. */
  readonly identities: readonly Identity[];
  /** The developers of the account. */
  readonly developers: readonly Developer[];
  /** The `.mailmap` of each repository that has one, by the repository's number: the identity's `scope`. */
  readonly mailmaps: ReadonlyMap<number, readonly MailmapEntry[]>;
}
/** An identity with its developer and the rules that found it. */
export interface Identified {
  /** Number of the identity. */
  readonly identity: number;
  /** Number of the developer; null if none or several match. */
  readonly developer: number | null;
  /** How the developer was found; null if none was. */
  readonly rule: IdentityRule | null;
  /** How it was found to be a bot; null if it is none. */
  readonly bot: BotRule | null;
}

type Match = Pick<Identified, 'developer' | 'rule'>;
const nobody: Match = { developer: null, rule: null };

function createAddresses(developers: readonly Developer[]): (email: string | null) => Match {
  const own = oneDeveloper(developers.map((developer) => [developer.email, developer]));
  const alternate = oneDeveloper(
    developers.flatMap((developer) =>
      developer.alternateEmails.map((email) => [email, developer] as const),
    ),
  );
  return (email) => {
    if (email === null) return nobody;
    const first = own(email);
    if (first) return { developer: first.number, rule: 'EMAIL' };
    const second = alternate(email);
    return second ? { developer: second.number, rule: 'ALTERNATE_EMAIL' } : nobody;
  };
}

const words = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/**
 * True if a name may be that of the developer. A name that is only the login says nothing; one that
 * shares no word with the developer's is somebody else's.
 */
function agrees(name: string | null, login: string, developer: Developer): boolean {
  if (name === null || name.trim() === '' || fold(name) === login) return true;
  const known = new Set(words(developer.name));
  return words(name).some((word) => known.has(word));
}

type ByLogin = (person: Written) => Match;

function createNoreply(
  developers: readonly Developer[],
  matched: Parameters<typeof createLogins>[1],
): ByLogin {
  const logins = createLogins(developers, matched);
  const localParts = oneDeveloper(
    developers.flatMap((developer) => {
      const addresses = [developer.email, ...developer.alternateEmails];
      return addresses.map((email) => [email.split('@')[0]!, developer] as const);
    }),
  );
  return ({ name, email }) => {
    const said = email === null ? null : noreplyLogin(email);
    if (!said) return nobody;
    const namesake = localParts(said.login);
    const guess = namesake && agrees(name, said.login, namesake) ? namesake : null;
    const developer = logins(said) ?? guess;
    return developer
      ? { developer: developer.number, rule: `NOREPLY_${said.forge}` as const }
      : nobody;
  };
}

type ByAddress = (identity: Identity) => Match;

function createByAddress(
  byEmail: (email: string | null) => Match,
  canonical: (identity: Identity) => Written,
): ByAddress {
  return (identity) => {
    if (identity.rule === 'MANUAL') return { developer: identity.developer, rule: 'MANUAL' };
    const { email } = canonical(identity);
    if (email !== null && fold(email) !== fold(identity.email ?? '')) {
      const { developer } = byEmail(email);
      if (developer !== null) return { developer, rule: 'MAILMAP' };
    }
    return byEmail(identity.email);
  };
}

function createCanonical({ mailmaps }: Identities): (identity: Identity) => Written {
  const maps = new Map(
    [...mailmaps].map(([scope, entries]) => [scope, createMailmap(entries)] as const),
  );
  return (identity) => maps.get(identity.scope)?.(identity) ?? identity;
}

/**
 * Returns the developer of each identity, and if it is a bot. The first of these decides:
 * - a person's own decision
 * - the `.mailmap` of its repository, the e-mail, an alternate e-mail
 * - the login in a forge's noreply address, by an attribute such as `github` or by another identity
 * - that login as the local part of one developer's e-mail, unless the name speaks against it
 * - the account itself, in a column named after its tool
 *
 * A key that fits several developers fits none.
 */
export function identify(input: Identities): Identified[] {
  const canonical = createCanonical(input);
  const byAddress = createByAddress(createAddresses(input.developers), canonical);
  const matched = input.identities.map((identity) => ({ identity, ...byAddress(identity) }));
  const byLogin = createNoreply(input.developers, matched);
  const ownerOf = createAccounts(input.developers);
  return matched.map(({ identity, developer, rule }) => {
    const known = { developer, rule };
    const viaMailmap = () => {
      const found = byLogin(canonical(identity));
      return found.developer === null ? byLogin(identity) : found;
    };
    const viaAccount = (): Match => {
      const owner = ownerOf(identity);
      return owner ? { developer: owner.number, rule: 'ACCOUNT' } : nobody;
    };
    const unnamed = rule === null ? viaMailmap() : known;
    const match = unnamed.rule === null ? viaAccount() : unnamed;
    return { identity: identity.number, ...match, bot: botRuleOf(identity) };
  });
}
