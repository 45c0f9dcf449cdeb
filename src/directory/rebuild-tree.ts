import type { OrgNode, OrgTree } from '../model/org-node.js';
import type { Instant } from '../model/time.js';
import {
  insertMemberships,
  readMemberships,
  removeMemberships,
  type StoredMembership,
} from '../storage/directory/memberships.js';
import { archiveOrgNodes, saveOrgNodes } from '../storage/directory/org-nodes.js';
import {
  insertTreeVersion,
  type TreeDifference,
  updateOrgTree,
} from '../storage/directory/org-trees.js';
import type { Session } from '../storage/sql/session.js';
import { buildOrgTree, type PlannedNode } from './org-tree/build.js';
import type { Person } from './org-tree/forest.js';
import { matchTree, type TreeMatch } from './org-tree/match.js';
import { type MembershipChange, membershipChange } from './org-tree/memberships.js';

export interface Rebuild {
  readonly tree: OrgTree;
  /** All nodes the tree ever had. */
  readonly nodes: readonly OrgNode[];
  readonly people: readonly Person[];
  /** From when on the new memberships hold. */
  readonly at: Instant;
  readonly cause: string;
}
export interface Rebuilt {
  /** Teams whose members changed, that came or that went. */
  readonly teams: readonly number[];
  readonly nodes: readonly number[];
}

type Placed = Omit<OrgNode, 'archivedAt' | 'createdAt' | 'updatedAt'>;

async function numbered(session: Session, planned: readonly PlannedNode[], match: TreeMatch) {
  const fresh = planned.filter(({ key }) => !match.numbers.has(key));
  const first = fresh.length > 0 ? await session.drawNumbers(fresh.length) : 0;
  return new Map([
    ...match.numbers,
    ...fresh.map(({ key }, index) => [key, first + index] as const),
  ]);
}

const placed =
  (tree: number, numbers: ReadonlyMap<string, number>) =>
  (node: PlannedNode): Placed => {
    const { members: _, parent, ...rest } = node;
    return {
      ...rest,
      tree,
      number: numbers.get(node.key)!,
      parent: parent === null ? null : numbers.get(parent)!,
    };
  };

const fields = ['parent', 'key', 'name', 'path', 'isTeam', 'unplaced', 'manager'] as const;
const differs = (before: OrgNode | undefined, after: Placed) =>
  !before || before.archivedAt !== null || fields.some((field) => before[field] !== after[field]);

function differenceOf(
  old: ReadonlyMap<number, OrgNode>,
  changed: readonly Placed[],
  archived: readonly number[],
): TreeDifference {
  const isNew = ({ number }: Placed) => {
    const before = old.get(number);
    return !before || before.archivedAt !== null;
  };
  const [added, moved] = [changed.filter(isNew), changed.filter((node) => !isNew(node))];
  return {
    added: added.map(({ path }) => path),
    removed: archived.map((number) => old.get(number)!.path),
    moved: moved.map(({ path }) => path),
  };
}

async function saveMemberships(session: Session, change: MembershipChange<StoredMembership>) {
  await removeMemberships(
    session,
    change.removed.map(({ number }) => number),
  );
  await insertMemberships(session, change.added);
  return [...change.removed, ...change.added].map(({ team }) => team);
}

function presentMembers(rows: readonly StoredMembership[]) {
  const present = Map.groupBy(
    rows.filter((row) => !row.shared && row.until === null),
    ({ team }) => team,
  );
  return (team: number) => (present.get(team) ?? []).map(({ developer }) => developer);
}

function teamsByMember(planned: readonly PlannedNode[], numbers: ReadonlyMap<string, number>) {
  return new Map(
    planned.flatMap(({ key, members }) =>
      members.map((member) => [member, numbers.get(key)!] as const),
    ),
  );
}

/**
 * Rebuilds a tree from the effective developers. Nodes keep their numbers where they go on,
 * memberships are dated, and the difference is kept as a version.
 */
export async function rebuildTree(session: Session, rebuild: Rebuild): Promise<Rebuilt> {
  const { tree, nodes, people, at, cause } = rebuild;
  const old = new Map(nodes.map((node) => [node.number, node]));
  const rows = await readMemberships(session, [...old.keys()]);
  const planned = buildOrgTree(tree.name, people);
  const match = matchTree(nodes, planned, presentMembers(rows));
  const numbers = await numbered(session, planned, match);
  const changed = planned
    .map(placed(tree.number, numbers))
    .filter((node) => differs(old.get(node.number), node));
  await saveOrgNodes(session, changed);
  await archiveOrgNodes(session, match.archived);
  const change = membershipChange(rows, teamsByMember(planned, numbers), at);
  const touched = await saveMemberships(session, change);
  const affected = [...changed.map(({ number }) => number), ...match.archived];
  if (affected.length > 0) {
    const version = tree.version + 1;
    await updateOrgTree(session, { ...tree, version });
    const difference = differenceOf(old, changed, match.archived);
    await insertTreeVersion(session, { tree: tree.number, version, cause, difference });
  }
  const teams = [
    ...touched,
    ...changed.filter(({ isTeam }) => isTeam).map(({ number }) => number),
    ...match.archived.filter((number) => old.get(number)?.isTeam),
  ];
  return { teams: [...new Set(teams)], nodes: affected };
}
