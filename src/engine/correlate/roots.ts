/** Something that may lie below another of its kind. */
export interface Node {
  readonly number: number;
  /** Null where it lies at the top, or what it lies below is not known. */
  readonly parent: number | null;
}

interface Climb {
  readonly path: readonly number[];
  /** What comes above the path: met before, unknown or null. */
  readonly next: number | null;
}

/** From `start` upwards until the top, one whose root is known, or one met before. */
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

function topOf({ path, next }: Climb): number {
  const circle = next === null ? -1 : path.indexOf(next);
  return circle < 0 ? path.at(-1)! : Math.min(...path.slice(circle));
}

/**
 * The top of the tree in which each node lies, by number. A parent that is not among the nodes is none; of nodes that lie below
 * each other in a circle the one with the smallest number is the top.
 */
export function rootsOf(nodes: Iterable<Node>): Map<number, number> {
  const parents = new Map<number, number | null>();
  for (const { number, parent } of nodes) parents.set(number, parent);
  const roots = new Map<number, number>();
  for (const number of parents.keys()) {
    const climbed = climb(number, parents, roots);
    const known = climbed.next === null ? undefined : roots.get(climbed.next);
    const root = known ?? topOf(climbed);
    for (const each of climbed.path) roots.set(each, root);
  }
  return roots;
}
