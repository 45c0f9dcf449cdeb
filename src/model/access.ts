import type { Instant } from './time.js';

/**
 * The permissions of a key: `ADMIN` does everything, `MANAGER` edits teams, `VIEWER` reads,
 * `INGESTION` imports facts.
 */
export type Role = 'ADMIN' | 'MANAGER' | 'VIEWER' | 'INGESTION';
export const roles = ['ADMIN', 'MANAGER', 'VIEWER', 'INGESTION'] as const satisfies readonly Role[];

/** The caller: an API key of one account. */
export interface Viewer {
  /** Number of the account whose data is read and written. */
  readonly account: number;
  /** Number of the API key. */
  readonly key: number;
  /** Name of the API key, as it appears in the activity log. */
  readonly keyName: string;
  /** Decides which actions are permitted. */
  readonly role: Role;
  /** True if names of developers may be shown. */
  readonly reveals: boolean;
}

/** A caller as it was admitted. */
export interface AdmittedViewer extends Viewer {
  /** The newest sequence of the account then. */
  readonly sequence: number;
  /** When that was. */
  readonly at: Instant;
}

/** An API key without its secret. */
export interface ApiKey {
  /** Number of the key within its account. */
  readonly number: number;
  /** Name given when the key was created. */
  readonly name: string;
  /** The permissions of the key. */
  readonly role: Role;
  /** The first characters, to recognise it by. */
  readonly prefix: string;
  /** True if the key may see names of developers. */
  readonly reveals: boolean;
  /** When the key was created. */
  readonly createdAt: Instant;
  /** When the key expires; null if it does not. */
  readonly expiresAt: Instant | null;
  /** When the key was last used; null if it never was. */
  readonly lastUsedAt: Instant | null;
  /** When the key was revoked; null if it was not. */
  readonly revokedAt: Instant | null;
}

export type Action =
  | 'READ_INSIGHTS'
  | 'READ_DIRECTORY'
  | 'READ_INTEGRATIONS'
  | 'READ_DEVELOPERS'
  | 'EDIT_TEAM'
  | 'EDIT_IDENTITIES'
  | 'EDIT_DIRECTORY'
  | 'EDIT_INTEGRATIONS'
  | 'SYNC'
  | 'EDIT_KEYS'
  | 'EDIT_ACCOUNT';

const reading: readonly Action[] = ['READ_INSIGHTS', 'READ_DIRECTORY', 'READ_INTEGRATIONS'];
const allowed: Record<Role, readonly Action[]> = {
  ADMIN: [
    ...reading,
    'EDIT_TEAM',
    'EDIT_IDENTITIES',
    'EDIT_DIRECTORY',
    'EDIT_INTEGRATIONS',
    'SYNC',
    'EDIT_KEYS',
    'EDIT_ACCOUNT',
  ],
  MANAGER: [...reading, 'EDIT_TEAM', 'EDIT_IDENTITIES'],
  VIEWER: reading,
  INGESTION: ['SYNC', 'READ_INTEGRATIONS'],
};

export function may(viewer: Viewer, action: Action): boolean {
  if (action === 'READ_DEVELOPERS') return viewer.reveals;
  return allowed[viewer.role].includes(action);
}

/** Why a key is no longer valid. */
export type KeyEnd = 'REVOKED' | 'EXPIRED';
