import type { Instant } from '../time.js';

/** Every tool that a person or a repository may belong to. */
export const applicationTypes = [
  'GIT',
  'GITHUB',
  'GITLAB',
  'BITBUCKET',
  'AZURE_DEVOPS',
  'HARNESS',
  'JENKINS',
  'JIRA',
  'SERVICENOW',
  'PAGERDUTY',
  'CUSTOM',
] as const;
/** The tool that a person or a repository belongs to. */
export type ApplicationType = (typeof applicationTypes)[number];

/** Somebody as a tool writes them. For `GIT` the id is `Name <email>` as in the commit. */
export interface Person {
  /** The tool whose id it is. */
  readonly applicationType: ApplicationType;
  /** The tool's own id of the person. */
  readonly id: string;
  /** Name as the tool has it; null if it has none. */
  readonly name: string | null;
  /** E-mail as the tool has it; null if it has none. */
  readonly email: string | null;
  /** True if the tool itself says that this is no human. */
  readonly bot?: boolean;
}

/** The rule by which an identity found its developer. */
export type IdentityRule =
  | 'EMAIL'
  | 'ALTERNATE_EMAIL'
  | 'MAILMAP'
  | 'NOREPLY_GITHUB'
  | 'NOREPLY_GITLAB'
  | 'ACCOUNT'
  | 'MANUAL';
/** How an identity was found to be a bot. */
export type BotRule = 'VENDOR' | 'SUFFIX' | 'LIST' | 'MANUAL';

/**
 * A stored person of a tool. If names are local to a repository (git), `scope` is its number, else
 * 0.
 */
export interface Identity {
  /** Number of the identity within its account. */
  readonly number: number;
  /** The tool it belongs to. */
  readonly applicationType: ApplicationType;
  /** Number of the repository for git identities, else 0. */
  readonly scope: number;
  /** The tool's own id. */
  readonly externalId: string;
  /** Name as the tool has it; null if it has none. */
  readonly name: string | null;
  /** E-mail as the tool has it; null if it has none. */
  readonly email: string | null;
  /** Number of the developer, null while nobody matches. */
  readonly developer: number | null;
  /** How its developer was found; null while nobody matches. */
  readonly rule: IdentityRule | null;
  /** How it was found to be a bot; null if it is none. */
  readonly bot: BotRule | null;
}

/** A row of the current developers file. */
export interface Developer {
  /** Number of the developer within the account. */
  readonly number: number;
  /** E-mail address, which identifies the developer. */
  readonly email: string;
  /** Full name. */
  readonly name: string;
  /** E-mail of the manager; null at the top. */
  readonly managerEmail: string | null;
  /** Further addresses that commits and accounts may use. */
  readonly alternateEmails: readonly string[];
  /** Further columns of the file, by name. */
  readonly attributes: Readonly<Record<string, string>>;
  /** False once a later file no longer names them; history is kept. */
  readonly active: boolean;
}

/** A membership of a developer in a team; null reaches back to the beginning, or on without end. */
export interface Membership {
  /** Number of the team. */
  readonly team: number;
  /** Number of the developer. */
  readonly developer: number;
  /** First instant of the membership; null if it always was. */
  readonly since: Instant | null;
  /** First instant after the membership; null while it lasts. */
  readonly until: Instant | null;
  /** True if the developer belongs to other teams too. */
  readonly shared: boolean;
}

/** Somebody of whom nothing is known, such as a person whom the tool deleted. No form accepts this id of anybody else. */
export const unknownPerson: Person = {
  applicationType: 'CUSTOM',
  id: '',
  name: null,
  email: null,
};
