import { createAccounts } from './accounts.js';
import { createActivityLog } from './activity.js';
import type { DirectoryContext } from './context.js';
import { createDevelopers, type Mailmap } from './developers.js';
import { createIdentities } from './identities.js';
import { createImports } from './imports.js';
import { createKeys } from './keys.js';
import { createProfiles } from './profiles.js';
import { createTeams } from './teams.js';
import { createTrees } from './trees.js';

/** The tools that a directory needs. */
export interface DirectoryOptions extends DirectoryContext {
  /** Reads authors by the `.mailmap` of a history, for drafts of developers files. */
  readonly mailmap: Mailmap;
}

/**
 * Returns the directory: accounts, keys, developers, identities, trees, teams and profiles. Each
 * method demands the viewer's permission (throws FORBIDDEN). It returns null or throws NOT_FOUND
 * for a missing object, and throws a `Refusal` for input that cannot be carried out. Every change
 * is written to the activity log and the change log.
 */
export const createDirectory = ({ mailmap, ...context }: DirectoryOptions) => ({
  account: createAccounts(context),
  keys: createKeys(context),
  imports: createImports(context),
  developers: createDevelopers(context, mailmap),
  identities: createIdentities(context),
  trees: createTrees(context),
  teams: createTeams(context),
  profiles: createProfiles(context),
  activity: createActivityLog(context),
});

/** The directory of an app; see `createDirectory`. */
export type Directory = ReturnType<typeof createDirectory>;
