import type { Viewer } from '../model/access.js';
import type { Instant } from '../model/time.js';
import type { Database } from '../storage/database/database.js';
import type { Offer } from './profile/needs.js';

/** The tools that the services of this module work with. */
export interface DirectoryContext {
  readonly database: Database;
  /** Returns the current instant. */
  readonly clock: () => Instant;
  /** Returns the offers of an integration of this provider. Default: no offer beyond a plain history. */
  readonly offers?: (provider: string) => readonly Offer[];
}

/** Returns the viewer at the machine itself, who may do everything in an account without a key. */
export const operator = (account: number): Viewer => ({
  account,
  key: 0,
  keyName: 'command line',
  role: 'ADMIN',
  reveals: true,
});
