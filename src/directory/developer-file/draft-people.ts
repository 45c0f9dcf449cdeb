import { noreplyLogin } from '../../model/facts/noreply.js';
import type { ApplicationType } from '../../model/facts/people.js';
import { cleanEmail } from '../../model/look-alike.js';
import { isEmail } from './email.js';

/** An account as a connected source writes it; bots are excluded before. */
export interface SourceAccount {
  readonly applicationType: ApplicationType;
  /** The tool's own id, such as a login; of git, name and address. */
  readonly externalId: string;
  readonly name: string | null;
  readonly email: string | null;
  /** How many facts name them. */
  readonly uses: number;
}

/** Accounts that are certainly one human. */
export interface DraftPerson {
  readonly name: string;
  /** The busiest address that takes mail comes first; empty where no tool shows one. */
  readonly emails: readonly string[];
  readonly accounts: readonly SourceAccount[];
}

/** Returns the cleaned address of an account, null where it has none that could be one. */
function addressOf({ email }: SourceAccount): string | null {
  const cleaned = cleanEmail(email ?? '');
  return isEmail(cleaned) ? cleaned : null;
}

/** Returns a full name folded for comparison; null for a single word or none, by which nobody is recognised. */
export function fullNameOf({ name }: Pick<SourceAccount, 'name'>): string | null {
  const folded = name?.normalize('NFC').trim().toLowerCase().replace(/\s+/g, ' ') ?? '';
  return folded.includes(' ') ? folded : null;
}

/**
 * Returns the keys that an account shares with no other human: its address, and login and number
 * within a forge's noreply address.
 */
function keysOf(account: SourceAccount): string[] {
  const { applicationType, externalId } = account;
  const address = addressOf(account);
  const login = address === null ? null : noreplyLogin(address);
  return [
    ...(address === null ? [] : [`address ${address}`]),
    ...(login ? [`${login.forge} login ${login.login}`] : []),
    ...(login?.id ? [`${login.forge} number ${login.id}`] : []),
    ...(applicationType === 'GIT' ? [] : [`${applicationType} login ${externalId.toLowerCase()}`]),
  ];
}

/** Returns the items in groups: those that share a key, directly or over others, are in one. */
function joined<Item>(items: readonly Item[], keys: (item: Item) => readonly string[]): Item[][] {
  const groupOf = new Map<string, Set<Item>>();
  const groups = new Set<Set<Item>>();
  for (const item of items) {
    const met = new Set(keys(item).flatMap((key) => groupOf.get(key) ?? []));
    const [home = new Set<Item>(), ...others] = [...met].sort((one, two) => two.size - one.size);
    for (const other of others) groups.delete(other);
    const come = [...others.flatMap((other) => [...other]), item];
    for (const member of come) {
      home.add(member);
      for (const key of keys(member)) groupOf.set(key, home);
    }
    groups.add(home);
  }
  return [...groups].map((group) => [...group]);
}

const byUses = (left: SourceAccount, right: SourceAccount) => right.uses - left.uses;

/** Two accounts of one tool are two humans, however alike the authors of commits are called. */
const isOneAtMost = (accounts: readonly SourceAccount[]): boolean => {
  const ofTools = accounts.filter(({ applicationType }) => applicationType !== 'GIT');
  const byTool = Map.groupBy(ofTools, ({ applicationType }) => applicationType);
  return [...byTool.values()].every(
    (same) => new Set(same.map(({ externalId }) => externalId.toLowerCase())).size === 1,
  );
};

/** The full names that the busiest spelling of each address of a history has. */
function gitNamesOf(accounts: readonly SourceAccount[]): string[] {
  const authors = accounts.filter(({ applicationType }) => applicationType === 'GIT');
  const byAddress = Map.groupBy(authors.toSorted(byUses), addressOf);
  return [...byAddress.values()].flatMap(([busiest]) => fullNameOf(busiest!) ?? []);
}

/** Authors of commits under one full name are one human; where their accounts say otherwise, they stay apart. */
function joinedByGitName(groups: readonly SourceAccount[][]): SourceAccount[][] {
  return joined(groups, gitNamesOf).flatMap((same) => {
    const accounts = same.flat();
    return isOneAtMost(accounts) ? [accounts] : same;
  });
}

const isNoReply = (email: string) => /@(?:users\.)?noreply\./.test(email);

function busyAddresses(accounts: readonly SourceAccount[]): string[] {
  const byAddress = Map.groupBy(accounts, addressOf);
  const uses = [...byAddress].flatMap(([email, same]) =>
    email === null ? [] : [{ email, uses: same.reduce((sum, one) => sum + one.uses, 0) }],
  );
  return uses.sort((left, right) => right.uses - left.uses).map(({ email }) => email);
}

function personOf(accounts: readonly SourceAccount[]): DraftPerson {
  const busiest = accounts.toSorted(byUses);
  const emails = busyAddresses(busiest);
  const primary = emails.find((email) => !isNoReply(email)) ?? emails[0];
  const named =
    busiest.find((account) => fullNameOf(account) !== null) ??
    busiest.find(({ name }) => name?.trim());
  const login = busiest.find(({ applicationType }) => applicationType !== 'GIT')?.externalId;
  return {
    name: named?.name?.trim().replace(/\s+/g, ' ') ?? login ?? primary ?? '',
    emails: primary === undefined ? [] : [primary, ...emails.filter((one) => one !== primary)],
    accounts: busiest,
  };
}

/**
 * Returns the humans behind the accounts of all sources. One are those with the same address, a noreply address of a login and that
 * login, and authors of commits with the same full name. A name alone joins no accounts of tools.
 */
export const draftPeople = (accounts: readonly SourceAccount[]): DraftPerson[] =>
  joinedByGitName(joined(accounts, keysOf)).map(personOf);
