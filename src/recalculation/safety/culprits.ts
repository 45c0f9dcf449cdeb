import { halvesOf } from '../../model/parts.js';

/** Returns true if the work succeeds without these items. */
export type WorksWithout<Item> = (excluded: readonly Item[]) => Promise<boolean>;

/** More than this is the fault of something else. */
const MOST = 1000;

/** Nothing smaller than a large part of what was tried makes the work succeed. */
class TooManyCulprits extends Error {
  override readonly name = 'TooManyCulprits';
}

/**
 * Finds the items to exclude so that the work succeeds, and no others. Items are halved, so that one among many is found
 * by few trials. Takes items without which it works together with `others`, while without `others` alone it does not.
 */
async function narrow<Item>(
  items: readonly Item[],
  others: readonly Item[],
  works: WorksWithout<Item>,
): Promise<readonly Item[]> {
  const halves = halvesOf(items);
  if (!halves) return items;
  const [left, right] = halves;
  if (await works([...left, ...others])) return narrow(left, others, works);
  if (await works([...right, ...others])) return narrow(right, others, works);
  const inLeft = await narrow(left, [...right, ...others], works);
  if (inLeft.length > MOST) throw new TooManyCulprits();
  return [...inLeft, ...(await narrow(right, [...inLeft, ...others], works))];
}

/** The culprits among items that fail together; null where leaving all of them out does not help. */
export async function culpritsAmong<Item>(
  items: readonly Item[],
  works: WorksWithout<Item>,
): Promise<readonly Item[] | null> {
  if (items.length === 0 || !(await works(items))) return null;
  return narrow(items, [], works);
}
