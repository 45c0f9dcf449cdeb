import type { Moment, Person } from '../world/records.js';
import { type Dice, rollDice } from './dice.js';
import { FIRST_NAMES, LAST_NAMES, SERVICES } from './words.js';

export interface Company {
  readonly organization: Person;
  /** Where repositories are transferred to. */
  readonly sister: Person;
  readonly developers: readonly Person[];
  readonly outsiders: readonly Person[];
  readonly bots: readonly Person[];
  /** A robot that says it is a user, as some do. */
  readonly robot: Person;
  /** An imported author who never had an account here. */
  readonly mannequin: Person;
}

/** The dice keys that distinguish the parts of a world. */
export const KEYS = { people: 1, plan: 2, pullRequest: 3, issue: 4, tag: 5 } as const;

/** GitHub's ids of nodes are opaque; these hold the place of what they name. */
export const nodeIdOf = (prefix: string, ...parts: readonly number[]): string =>
  `${prefix}_kwDO${parts.map((part) => part.toString(36)).join('_')}`;

const FIRST_PERSON = 41_000_000;

function createUser(index: number, dice: Dice, domain: string | null): Person {
  const first = FIRST_NAMES[index % FIRST_NAMES.length]!;
  const last =
    LAST_NAMES[(index * 7 + Math.floor(index / FIRST_NAMES.length)) % LAST_NAMES.length]!;
  const round = Math.floor(index / (FIRST_NAMES.length * LAST_NAMES.length));
  const suffix = round === 0 ? '' : String(round);
  const login = `${first}-${last}${suffix}`.toLowerCase();
  const shownMail = domain !== null && dice.chance(0.3);
  return {
    kind: 'User',
    login,
    id: FIRST_PERSON + index,
    nodeId: nodeIdOf('U', FIRST_PERSON + index),
    name: dice.chance(0.85) ? `${first} ${last}` : null,
    email: shownMail ? `${login.replace('-', '.')}@${domain}` : null,
  };
}

const createOther = (
  kind: Person['kind'],
  login: string,
  id: number,
  name: string | null,
): Person => ({
  kind,
  login,
  id,
  nodeId: nodeIdOf(kind === 'Organization' ? 'O' : kind.toUpperCase(), id),
  name,
  email: null,
});

/** Returns the people of a company that makes so many pull requests: about 400 each. */
export function createCompany(seed: number, pullRequests: number): Company {
  const dice = rollDice(seed, KEYS.people);
  const size = Math.min(1_400, Math.max(8, Math.round(pullRequests / 400)));
  return {
    organization: createOther('Organization', 'harbour-works', 21_000_001, 'Harbour Works'),
    sister: createOther('Organization', 'harbour-labs', 21_000_002, 'Harbour Labs'),
    developers: Array.from({ length: size }, (_, n) => createUser(n, dice, 'harbour.example')),
    outsiders: Array.from({ length: 4 }, (_, n) => createUser(1_500 + n, dice, null)),
    bots: [
      createOther('Bot', 'dependabot', 49_699_333, null),
      createOther('Bot', 'renovate', 29_139_614, null),
      createOther('Bot', 'github-actions', 41_898_282, null),
    ],
    robot: createOther('User', 'harbour-ci-robot', 47_000_001, 'Harbour CI'),
    mannequin: createOther('Mannequin', 'imported-old-timer', 48_000_001, null),
  };
}

const noreplyOf = ({ id, login, kind }: Person): string =>
  `${id}+${login}${kind === 'Bot' ? '[bot]' : ''}@users.noreply.github.com`;

/** Returns the author as a commit names them: the address of the company, or GitHub's own that hides it. */
export function gitPersonOf(person: Person, date: Moment) {
  const hides = person.email === null && person.id % 2 === 0;
  const company = `${person.login.replace('-', '.')}@harbour.example`;
  const email = hides || person.kind === 'Bot' ? noreplyOf(person) : company;
  return { name: person.name ?? person.login, email: person.email ?? email, date, person };
}

/** The name of the repository with an index: services first, then services with a number. */
export function repositoryNameOf(index: number): string {
  const service = SERVICES[index % SERVICES.length]!;
  const round = Math.floor(index / SERVICES.length);
  return round === 0 ? service : `${service}-${round + 1}`;
}

/** How many numbers each repository has: the first have the most, every one has at least one. */
export function shareNumbers(total: number, repositories: number): number[] {
  const weights = Array.from({ length: repositories }, (_, index) => 1 / (index + 1) ** 0.8);
  const sum = weights.reduce((a, b) => a + b, 0);
  const shares = weights.map((weight) => Math.max(1, Math.floor((total * weight) / sum)));
  const others = shares.slice(1).reduce((a, b) => a + b, 0);
  // The first takes what rounding left.
  return [Math.max(1, total - others), ...shares.slice(1)];
}
