import type { Viewer } from '../model/access.js';
import type { OrgTree } from '../model/org-node.js';
import type { Instant } from '../model/time.js';
import {
  deactivateDevelopers,
  insertDevelopers,
  readDevelopers,
  updateDevelopers,
} from '../storage/directory/developers.js';
import { readOrgNodes } from '../storage/directory/org-nodes.js';
import { insertOrgTree, readOrgTrees } from '../storage/directory/org-trees.js';
import { readProfiles } from '../storage/directory/profiles.js';
import type { Session } from '../storage/sql/session.js';
import { directoryEntry, record } from './activity.js';
import { type DeveloperDifference, differenceOf } from './developer-difference.js';
import type { DeveloperRecord } from './developer-file/developer-record.js';
import { rebuildTree } from './rebuild-tree.js';

/** How many developers came, changed and left. */
export interface Adoption {
  /** Developers that were added. */
  readonly added: number;
  /** Developers that were changed. */
  readonly updated: number;
  /** Developers that are no longer in the file. */
  readonly removed: number;
}

/** The name of the tree that is made where there is none. */
const FIRST_TREE = 'Organisation';

/** The trees of the account; the first developers get one, with the default profiles. */
async function treesOf(session: Session): Promise<OrgTree[]> {
  const trees = await readOrgTrees(session);
  if (trees.length > 0) return trees;
  const profiles = await readProfiles(session);
  const oldest = (kind: string) => profiles.find((profile) => profile.kind === kind)!.number;
  await insertOrgTree(session, {
    name: FIRST_TREE,
    efficiencyProfile: oldest('EFFICIENCY'),
    productivityProfile: oldest('PRODUCTIVITY'),
  });
  return readOrgTrees(session);
}

async function save(session: Session, difference: DeveloperDifference): Promise<number[]> {
  const updates = difference.updates.map(({ developer, record: next }) => ({
    ...next,
    number: developer.number,
  }));
  const removed = difference.removals.map(({ number }) => number);
  await deactivateDevelopers(session, removed);
  await updateDevelopers(session, updates);
  const added = await insertDevelopers(session, difference.adds);
  return [...added, ...updates.map(({ number }) => number), ...removed];
}

/**
 * Makes the validated `records` the whole set of developers from `at` on, and rebuilds every tree.
 * All writes are in the session's transaction; the change log gets one entry.
 */
export async function adoptDevelopers(
  session: Session,
  viewer: Viewer,
  records: readonly DeveloperRecord[],
  at: Instant,
  cause: string,
): Promise<Adoption> {
  const difference = differenceOf(records, await readDevelopers(session));
  const developers = await save(session, difference);
  const people = (await readDevelopers(session)).filter(({ active }) => active);
  const teams: number[] = [];
  const nodes: number[] = [];
  for (const tree of await treesOf(session)) {
    const own = (await readOrgNodes(session)).filter((node) => node.tree === tree.number);
    const rebuilt = await rebuildTree(session, { tree, nodes: own, people, at, cause });
    teams.push(...rebuilt.teams);
    nodes.push(...rebuilt.nodes);
  }
  const adoption = {
    added: difference.adds.length,
    updated: difference.updates.length,
    removed: difference.removals.length,
  };
  if (developers.length + teams.length + nodes.length > 0)
    session.append(directoryEntry({ developers, teams, nodes, rules: nodes.length > 0 }));
  await record(session, viewer, 'EDITED', 'DEVELOPER', cause, adoption);
  return adoption;
}
