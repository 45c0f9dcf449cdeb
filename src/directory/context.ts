import type { Viewer } from '../model/access.js';
import type { Instant } from '../model/time.js';
import type { Database } from '../storage/database/database.js';
import type { Offer } from './profile/needs.js';

/** What the services of this room work with. */
export interface DirectoryContext {
  readonly database: Database;
  /** Returns the current instant. */
  readonly clock: () => Instant;
  /** What an integration of this provider can feed. Default: nothing that a plain history does not tell. */
  readonly offers?: (provider: string) => readonly Offer[];
}

/** Whoever sits at the machine itself: may do everything in an account, without a key. */
export const operator = (account: number): Viewer => ({
  account,
  key: 0,
  keyName: 'command line',
  role: 'ADMIN',
  reveals: true,
});
