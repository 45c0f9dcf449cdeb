/** Both halves of a list; null if it has but one entry, or none. */
export function halvesOf<Item>(
  all: readonly Item[],
): readonly [readonly Item[], readonly Item[]] | null {
  if (all.length < 2) return null;
  const middle = all.length >> 1;
  return [all.slice(0, middle), all.slice(middle)];
}
