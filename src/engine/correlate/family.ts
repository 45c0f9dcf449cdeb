import type { Link } from './link.js';
import { type Node, rootsOf } from './roots.js';
import { inOrder } from './strongest-links.js';

/** All work items below one that has none above it, itself among them. */
export interface Family {
  readonly root: number;
  /** In the order of their numbers, each with what it lies below; the root below none. */
  readonly members: readonly Node[];
}

const parentWithin = (
  { number, parent }: Node,
  root: number,
  roots: ReadonlyMap<number, number>,
) => (number === root || parent === null || !roots.has(parent) ? null : parent);

/**
 * Returns the trees of work items by parent, in the order of their roots. A parent that is not
 * among the items counts as none. A circle is cut above the item whose id comes first. Whole trees
 * give the same result alone as among all items.
 */
export function familiesOf(items: readonly Node[]): Family[] {
  const roots = rootsOf(items);
  const byRoot = Map.groupBy(
    new Map(items.map((item) => [item.number, item])).values(),
    (item) => roots.get(item.number)!,
  );
  return [...byRoot]
    .map(([root, members]) => ({
      root,
      members: members
        .map((item) => ({ ...item, parent: parentWithin(item, root, roots) }))
        .sort((left, right) => left.number - right.number),
    }))
    .sort((left, right) => left.root - right.root);
}

/** Returns a link to the root for every item that is no root itself. */
export const rootLinks = (families: readonly Family[]): Link<'ITEM_ROOT'>[] =>
  inOrder(
    families.flatMap(({ root, members }) =>
      members
        .filter(({ number }) => number !== root)
        .map(({ number }) => ({
          ...({ relation: 'ITEM_ROOT', rule: 'PARENT' } as const),
          source: number,
          target: root,
          at: null,
        })),
    ),
  );
