import type { Instant } from './time.js';

export type Role = 'ADMIN' | 'MANAGER' | 'VIEWER' | 'INGESTION';
export const roles = ['ADMIN', 'MANAGER', 'VIEWER', 'INGESTION'] as const satisfies readonly Role[];

/** Who is asking: an API key of one account. */
export interface Viewer {
  readonly account: number;
  readonly key: number;
  readonly keyName: string;
  readonly role: Role;
  /** Names of developers may be shown. */
  readonly reveals: boolean;
}

export interface ApiKey {
  readonly number: number;
  readonly name: string;
  readonly role: Role;
  /** The first characters, to recognise it by. */
  readonly prefix: string;
  readonly reveals: boolean;
  readonly createdAt: Instant;
  readonly expiresAt: Instant | null;
  readonly lastUsedAt: Instant | null;
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
