import type { Viewer } from '../model/access.js';
import { Fault, Refusal, refuse } from '../model/errors.js';
import type { OrgNode, OrgTree } from '../model/org-node.js';
import type { ProfileKind } from '../model/profile/profile.js';
import { lockDirectory, readDevelopers } from '../storage/directory/developers.js';
import { readOrgNodes } from '../storage/directory/org-nodes.js';
import {
  type OrgTreeVersion,
  readOrgTrees,
  readTreeVersions,
  updateOrgTree,
} from '../storage/directory/org-trees.js';
import { readProfiles } from '../storage/directory/profiles.js';
import type { Session } from '../storage/sql/session.js';
import { directoryEntry, record } from './activity.js';
import type { DirectoryContext } from './context.js';
import { nameErrors } from './name-errors.js';
import { demandNotDeleted } from './nodes.js';
import { demand } from './permissions.js';
import { rebuildTree } from './rebuild-tree.js';

/** A change of a tree; absent fields stay as they are. */
export interface OrgTreeChange {
  /** Name of the tree. */
  readonly name?: string;
  /** Number of its efficiency profile. */
  readonly efficiencyProfile?: number;
  /** Number of its productivity profile. */
  readonly productivityProfile?: number;
  /** Null takes it away. */
  readonly businessAlignmentProfile?: number | null;
}

const words: Readonly<Record<ProfileKind, string>> = {
  EFFICIENCY: 'efficiency',
  PRODUCTIVITY: 'productivity',
  BUSINESS_ALIGNMENT: 'business alignment',
};

async function demandProfile(
  session: Session,
  number: number | null | undefined,
  kind: ProfileKind,
) {
  if (number === undefined || number === null) return;
  const profiles = await readProfiles(session);
  if (!profiles.some((profile) => profile.number === number && profile.kind === kind))
    throw new Fault('NOT_FOUND', `There is no such ${words[kind]} profile.`);
}

async function rebuildRenamed(session: Session, before: OrgTree, after: OrgTree) {
  if (before.name === after.name) return [];
  const nodes = (await readOrgNodes(session)).filter(({ tree }) => tree === after.number);
  const people = (await readDevelopers(session)).filter(({ active }) => active);
  const rebuild = { tree: after, nodes, people, at: session.now, cause: 'renamed' };
  return (await rebuildTree(session, rebuild)).nodes;
}

async function change(session: Session, viewer: Viewer, number: number, given: OrgTreeChange) {
  await lockDirectory(session);
  const trees = await readOrgTrees(session);
  const before = trees.find((tree) => tree.number === number);
  if (!before) throw new Fault('NOT_FOUND', 'There is no such tree.');
  await demandProfile(session, given.efficiencyProfile, 'EFFICIENCY');
  await demandProfile(session, given.productivityProfile, 'PRODUCTIVITY');
  await demandProfile(session, given.businessAlignmentProfile, 'BUSINESS_ALIGNMENT');
  const after = { ...before, ...given, name: given.name?.trim() ?? before.name };
  if (trees.some((tree) => tree.name === after.name && tree.number !== number))
    refuse('NAME_TAKEN', ['name'], `There is a tree "${after.name}" already: choose another name.`);
  await updateOrgTree(session, after);
  const nodes = await rebuildRenamed(session, before, after);
  await record(session, viewer, 'EDITED', 'ORG_TREE', number, { before, after: given });
  session.append(directoryEntry({ nodes, rules: true }));
}

export const createTrees = ({ database }: DirectoryContext) => ({
  /** The trees whose name contains `search`, by name. */
  async list(viewer: Viewer, search: string | null): Promise<OrgTree[]> {
    demand(viewer, 'READ_DIRECTORY');
    const trees = await database.read(viewer.account, readOrgTrees);
    const wanted = search?.trim().toLowerCase() ?? '';
    return trees.filter(({ name }) => name.toLowerCase().includes(wanted));
  },

  /** Returns every node that is not deleted, of every tree by path, parents before children. */
  async nodes(viewer: Viewer): Promise<OrgNode[]> {
    demand(viewer, 'READ_DIRECTORY');
    return database.read(viewer.account, demandNotDeleted);
  },

  /** The newest rebuilds of a tree, the newest first. */
  async versions(viewer: Viewer, tree: number, limit: number): Promise<OrgTreeVersion[]> {
    demand(viewer, 'READ_DIRECTORY');
    return database.read(viewer.account, (session) => readTreeVersions(session, tree, limit));
  },

  /** Renames a tree, which moves every path, or gives it other profiles, which reinterpret its whole history. */
  async update(viewer: Viewer, number: number, given: OrgTreeChange): Promise<OrgTree> {
    demand(viewer, 'EDIT_DIRECTORY');
    const errors = given.name === undefined ? [] : nameErrors(given.name);
    if (errors.length > 0) throw new Refusal(errors);
    await database.write(viewer.account, (session) => change(session, viewer, number, given));
    const trees = await database.read(viewer.account, readOrgTrees);
    return trees.find((tree) => tree.number === number)!;
  },
});
