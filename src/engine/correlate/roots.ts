import { byId } from '../../model/byte-order.js';

/** Something that may lie below another of its kind; `id` is the tool's own. */
export interface Node {
  readonly number: number;
  readonly id: string;
  /** Null if it lies at the top, or if what it lies below is not known. */
  readonly parent: number | null;
}

interface Climb {
  readonly path: readonly number[];
  /** The node above the path: met before, unknown or null. */
  readonly next: number | null;
}

/**
 * Returns the path from `start` upwards to the top, to a node whose root is known, or to one met
 * before.
 */
function climb(
  start: number,
  parents: ReadonlyMap<number, number | null>,
  roots: ReadonlyMap<number, number>,
): Climb {
  const path = new Set<number>();
  let next: number | null = start;
  while (next !== null && !path.has(next) && !roots.has(next) && parents.has(next)) {
    path.add(next);
    next = parents.get(next) ?? null;
  }
  return { path: [...path], next };
}

function topOf({ path, next }: Climb, ids: ReadonlyMap<number, string>): number {
  const circle = next === null ? -1 : path.indexOf(next);
  if (circle < 0) return path.at(-1)!;
  const nodes = path.slice(circle).map((number) => ({ number, id: ids.get(number)! }));
  return nodes.reduce((least, node) => (byId(node, least) < 0 ? node : least)).number;
}

/**
 * Returns the top of the tree in which each node lies, by number. A parent that is not among the
 * nodes counts as none. If nodes lie below each other in a circle, the one whose id comes first is
 * the top.
 */
export function rootsOf(nodes: Iterable<Node>): Map<number, number> {
  const parents = new Map<number, number | null>();
  const ids = new Map<number, string>();
  for (const { number, id, parent } of nodes) {
    parents.set(number, parent);
    ids.set(number, id);
  }
  const roots = new Map<number, number>();
  for (const number of parents.keys()) {
    const climbed = climb(number, parents, roots);
    const known = climbed.next === null ? undefined : roots.get(climbed.next);
    const root = known ?? topOf(climbed, ids);
    for (const each of climbed.path) roots.set(each, root);
  }
  return roots;
}
