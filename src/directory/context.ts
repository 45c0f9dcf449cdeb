import type { Viewer } from '../model/access.js';
import type { Instant } from '../model/time.js';
import type { Database } from '../storage/database.js';

/** What the services of this room work with. */
export interface DirectoryContext {
  readonly database: Database;
  readonly clock: () => Instant;
}

/** Whoever sits at the machine itself: may do everything in an account, without a key. */
export const operator = (account: number): Viewer => ({
  account,
  key: 0,
  keyName: 'command line',
  role: 'ADMIN',
  reveals: true,
});
