import type { Person } from '../world/records.js';
import type { World } from '../world/world.js';

export type TokenKind = 'CLASSIC' | 'FINE_GRAINED' | 'INSTALLATION';

export interface Token {
  readonly value: string;
  readonly kind: TokenKind;
  /** The owner of the token; the organisation for an installation. */
  readonly person: Person;
  /** Scopes of a classic token, such as `repo`. */
  readonly scopes: readonly string[];
  /** Permissions of the other kinds, such as `pull_requests`. */
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>;
  /** Full names; the others are not there for it. */
  readonly repositories: 'ALL' | readonly string[];
  /** False where the organisation's single sign-on was not passed with it. */
  readonly isAuthorizedForSso: boolean;
  /** Null: never. */
  readonly expiresAt: number | null;
}

/** How a test describes a token; omitted fields are as in a good token. */
export interface TokenOptions extends Partial<Omit<Token, 'person'>> {
  readonly login?: string;
}

const ALL_PERMISSIONS = {
  metadata: 'read',
  contents: 'read',
  pull_requests: 'read',
  issues: 'read',
  actions: 'read',
  deployments: 'read',
  members: 'read',
} as const;

const PREFIXES: Readonly<Record<TokenKind, string>> = {
  CLASSIC: 'ghp_',
  FINE_GRAINED: 'github_pat_',
  INSTALLATION: 'ghs_',
};

/** A token of its kind's look; made-up, and worth nothing elsewhere. */
const tokenValueOf = (kind: TokenKind, index: number): string =>
  `${PREFIXES[kind]}${'PlayServerTokenWorthNothing'.padEnd(34, '0')}${String(index).padStart(2, '0')}`;

/** A token with everything that our providers ask for, less what the options take from it. */
export function createToken(world: World, options: TokenOptions = {}, index = 0): Token {
  const { login, ...rest } = options;
  const kind = rest.kind ?? 'CLASSIC';
  const user = world.people.find((person) => person.kind === 'User') ?? world.organization;
  const usual = kind === 'INSTALLATION' ? world.organization : user;
  return {
    value: tokenValueOf(kind, index),
    kind,
    person: login === undefined ? usual : (world.personNamed(login) ?? usual),
    scopes: kind === 'CLASSIC' ? ['repo', 'read:org', 'read:user'] : [],
    permissions: kind === 'CLASSIC' ? {} : ALL_PERMISSIONS,
    repositories: 'ALL',
    isAuthorizedForSso: true,
    expiresAt: null,
    ...rest,
  };
}

/** Returns all permissions but some: `without('issues')`. */
export const permissionsWithout = (...names: readonly string[]): Token['permissions'] =>
  Object.fromEntries(Object.entries(ALL_PERMISSIONS).filter(([name]) => !names.includes(name)));
