import type { Instant } from '../time.js';

export type ApplicationType =
  | 'GIT'
  | 'GITHUB'
  | 'GITLAB'
  | 'BITBUCKET'
  | 'AZURE_DEVOPS'
  | 'JIRA'
  | 'CUSTOM';

/** Somebody as a tool writes them. For `GIT` the id is `Name <email>` as in the commit. */
export interface Person {
  readonly applicationType: ApplicationType;
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  /** True where the tool itself says that this is no human. */
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
export type BotRule = 'VENDOR' | 'SUFFIX' | 'LIST' | 'MANUAL';

/** A stored person of a tool: `scope` is the repository's number where names are local to it (git), else 0. */
export interface Identity {
  readonly number: number;
  readonly applicationType: ApplicationType;
  readonly scope: number;
  readonly externalId: string;
  readonly name: string | null;
  readonly email: string | null;
  /** Number of the developer, null while nobody matches. */
  readonly developer: number | null;
  readonly rule: IdentityRule | null;
  readonly bot: BotRule | null;
}

/** A row of the developers file in force. */
export interface Developer {
  readonly number: number;
  readonly email: string;
  readonly name: string;
  readonly managerEmail: string | null;
  readonly alternateEmails: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  /** False once a later file no longer names them; history is kept. */
  readonly active: boolean;
}

/** Who was in a team and when; null reaches back to the beginning, or on without end. */
export interface Membership {
  readonly team: number;
  readonly developer: number;
  readonly since: Instant | null;
  readonly until: Instant | null;
  readonly shared: boolean;
}

/** Somebody of whom nothing is known, such as a person whom the tool deleted. No form accepts this id of anybody else. */
export const unknownPerson: Person = {
  applicationType: 'CUSTOM',
  id: '',
  name: null,
  email: null,
};
