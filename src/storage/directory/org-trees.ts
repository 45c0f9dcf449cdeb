import type { OrgTree } from '../../model/org-node.js';
import type { Instant } from '../../model/time.js';
import type { Session } from '../sql/session.js';
import { OrgTreeTable, OrgTreeVersionTable } from '../tables/org-tree.table.js';
import { insertNumbered, selectionOf, updateNumbered, writeRows } from '../tables/rows.js';

/** The trees of the account by name. */
export const readOrgTrees = (session: Session): Promise<OrgTree[]> =>
  session.load<OrgTree>(
    `select ${selectionOf(OrgTreeTable)} from org_tree where account_id = $1 order by org_tree.name`,
  );

/** Writes a new tree, not yet built: version 0. Returns its number. */
export const insertOrgTree = (
  session: Session,
  tree: Pick<OrgTree, 'name' | 'efficiencyProfile' | 'productivityProfile'>,
): Promise<number> =>
  insertNumbered(session, OrgTreeTable, [
    { ...tree, version: 0, createdAt: session.now, updatedAt: session.now },
  ]);

export const updateOrgTree = (
  session: Session,
  { number, createdAt: _createdAt, ...tree }: OrgTree,
): Promise<void> =>
  updateNumbered(session, OrgTreeTable, [number], { ...tree, updatedAt: session.now });

/** Paths of nodes. */
export interface TreeDifference {
  /** Paths of new nodes. */
  readonly added: readonly string[];
  /** Paths of nodes that are gone. */
  readonly removed: readonly string[];
  /** Paths of nodes that moved. */
  readonly moved: readonly string[];
}
/** One version of a tree. */
export interface OrgTreeVersion {
  /** Number of the tree. */
  readonly tree: number;
  /** The version. */
  readonly version: number;
  /** When it was built. */
  readonly builtAt: Instant;
  /** Why it was built. */
  readonly cause: string;
  /** The changes that it made. */
  readonly difference: TreeDifference;
}

export const insertTreeVersion = (
  session: Session,
  version: Omit<OrgTreeVersion, 'builtAt'>,
): Promise<void> => writeRows(session, OrgTreeVersionTable, [{ ...version, builtAt: session.now }]);

/** The newest versions of a tree, the newest first. */
export const readTreeVersions = (session: Session, tree: number, limit: number) =>
  session.load<OrgTreeVersion>(
    `select ${selectionOf(OrgTreeVersionTable)} from org_tree_version
     where account_id = $1 and tree = $2 order by version desc limit $3`,
    [tree, limit],
  );
