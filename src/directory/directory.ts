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

export interface DirectoryOptions extends DirectoryContext {
  /** Reads authors by the `.mailmap` of a history, for drafts of developers files. */
  readonly mailmap: Mailmap;
}

/**
 * Who and where: accounts, keys, developers, identities, trees, teams and profiles. Each service demands the viewer's permission itself (FORBIDDEN), answers
 * what it does not find with null or NOT_FOUND, and refuses input that cannot be carried out with a Refusal. Every change is written down as activity and
 * told to the change log.
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

export type Directory = ReturnType<typeof createDirectory>;
