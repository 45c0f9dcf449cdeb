import type { OrgTree } from '../../model/org-node.js';
import type { Instant } from '../../model/time.js';
import { milliseconds, moment } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

const columns = `number::float8 as number, name, version, efficiency_profile::float8 as "efficiencyProfile",
  productivity_profile::float8 as "productivityProfile", business_alignment_profile::float8 as "businessAlignmentProfile",
  ${milliseconds('created_at')} as "createdAt", ${milliseconds('updated_at')} as "updatedAt"`;

/** The trees of the account by name. */
export const readOrgTrees = (session: Session): Promise<OrgTree[]> =>
  session.load<OrgTree>(
    `select ${columns} from org_tree where account_id = $1 order by org_tree.name`,
  );

/** Writes a new tree, not yet built: version 0. Returns its number. */
export const insertOrgTree = (
  session: Session,
  tree: Pick<OrgTree, 'name' | 'efficiencyProfile' | 'productivityProfile'>,
): Promise<number> =>
  session.insertNumbered(
    `insert into org_tree (account_id, number, name, version, efficiency_profile, productivity_profile, created_at, updated_at)
     values ($1, $2, $3, 0, $4, $5, $6::timestamptz, $6::timestamptz)`,
    [tree.name, tree.efficiencyProfile, tree.productivityProfile, moment(session.now)],
  );

export async function updateOrgTree(
  session: Session,
  tree: Omit<OrgTree, 'createdAt' | 'updatedAt'>,
): Promise<void> {
  await session.run(
    `update org_tree set name = $3, version = $4, efficiency_profile = $5, productivity_profile = $6, business_alignment_profile = $7,
       updated_at = $8::timestamptz
     where account_id = $1 and number = $2`,
    [
      tree.number,
      tree.name,
      tree.version,
      tree.efficiencyProfile,
      tree.productivityProfile,
      tree.businessAlignmentProfile,
      moment(session.now),
    ],
  );
}

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

export async function insertTreeVersion(
  session: Session,
  version: Omit<OrgTreeVersion, 'builtAt'>,
): Promise<void> {
  await session.run(
    `insert into org_tree_version (account_id, tree, version, built_at, cause, difference)
     values ($1, $2, $3, $4::timestamptz, $5, $6::jsonb)`,
    [
      version.tree,
      version.version,
      moment(session.now),
      version.cause,
      JSON.stringify(version.difference),
    ],
  );
}

/** The newest versions of a tree, the newest first. */
export const readTreeVersions = (session: Session, tree: number, limit: number) =>
  session.load<OrgTreeVersion>(
    `select tree::float8 as tree, version, ${milliseconds('built_at')} as "builtAt", cause, difference from org_tree_version
     where account_id = $1 and tree = $2 order by version desc limit $3`,
    [tree, limit],
  );
