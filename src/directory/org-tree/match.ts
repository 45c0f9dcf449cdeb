import type { OrgNode } from '../../model/org-node.js';
import type { PlannedNode } from './build.js';

export interface TreeMatch {
  /** Old number of each planned node's key; a key that is missing is a new node. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Numbers of nodes that the new tree no longer has. */
  readonly archived: readonly number[];
}

interface Below {
  readonly parent: string | number | null;
  readonly members: readonly number[];
}

/** The members of each node and of all nodes below it. */
function membersBelow<Key extends string | number>(nodes: ReadonlyMap<Key, Below>) {
  const sets = new Map([...nodes.keys()].map((key) => [key, new Set<number>()]));
  for (const [start, { members }] of nodes)
    for (
      let key: Key | null = start;
      key !== null;
      key = (nodes.get(key)?.parent ?? null) as Key | null
    )
      for (const member of members) sets.get(key)?.add(member);
  return sets;
}

interface Pair {
  readonly key: string;
  readonly old: OrgNode;
  readonly overlap: number;
}

const sameSort = (old: OrgNode, planned: PlannedNode) =>
  old.isTeam === planned.isTeam && old.synthetic === planned.synthetic;

/** Pairs of a vanishing and a new node that share more than half of the larger one's members, best first. */
function successions(
  vanishing: readonly OrgNode[],
  planned: readonly PlannedNode[],
  oldMembers: ReadonlyMap<number, ReadonlySet<number>>,
  newMembers: ReadonlyMap<string, ReadonlySet<number>>,
): Pair[] {
  const pairs: Pair[] = [];
  for (const old of vanishing)
    for (const node of planned.filter((candidate) => sameSort(old, candidate))) {
      const before = oldMembers.get(old.number) ?? new Set<number>();
      const after = newMembers.get(node.key) ?? new Set<number>();
      const overlap = after.intersection(before).size;
      if (2 * overlap > Math.max(before.size, after.size))
        pairs.push({ key: node.key, old, overlap });
    }
  return pairs.sort(
    (left, right) => right.overlap - left.overlap || left.old.number - right.old.number,
  );
}

function succeed(pairs: readonly Pair[], numbers: Map<string, number>): void {
  const taken = new Set<number>();
  for (const { key, old } of pairs)
    if (!numbers.has(key) && !taken.has(old.number)) {
      numbers.set(key, old.number);
      taken.add(old.number);
    }
}

/**
 * Returns the nodes of the effective tree that the new tree goes on with. Nodes of the same key come
 * first, archived ones too. Then come nodes whose manager was replaced while most of the people
 * below stayed. `memberOf` gives the numbers of a team's present members.
 */
export function matchTree(
  old: readonly OrgNode[],
  planned: readonly PlannedNode[],
  memberOf: (team: number) => readonly number[],
): TreeMatch {
  const byKey = new Map(old.map((node) => [node.key, node]));
  const numbers = new Map(
    planned.flatMap(({ key }) => {
      const node = byKey.get(key);
      return node ? [[key, node.number] as const] : [];
    }),
  );
  const found = new Set(numbers.values());
  const vanishing = old.filter((node) => node.archivedAt === null && !found.has(node.number));
  const fresh = planned.filter((node) => !numbers.has(node.key));
  const oldMembers = membersBelow(
    new Map(
      old.map((node) => [node.number, { parent: node.parent, members: memberOf(node.number) }]),
    ),
  );
  const newMembers = membersBelow(new Map(planned.map((node) => [node.key, node])));
  succeed(successions(vanishing, fresh, oldMembers, newMembers), numbers);
  const kept = new Set(numbers.values());
  return {
    numbers,
    archived: vanishing.filter((node) => !kept.has(node.number)).map(({ number }) => number),
  };
}
