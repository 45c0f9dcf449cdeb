/** Both halves of a list; null if it has but one entry, or none. */
export function halvesOf<Item>(
  all: readonly Item[],
): readonly [readonly Item[], readonly Item[]] | null {
  if (all.length < 2) return null;
  const middle = all.length >> 1;
  return [all.slice(0, middle), all.slice(middle)];
}

/** Returns the values of items under the key of each, in the order of the items. */
export function grouped<Item, Key, Value>(
  items: Iterable<Item>,
  keyOf: (item: Item) => Key,
  toValue: (item: Item) => Value,
): Map<Key, Value[]> {
  const all = new Map<Key, Value[]>();
  for (const item of items) {
    const key = keyOf(item);
    const values = all.get(key);
    if (values) values.push(toValue(item));
    else all.set(key, [toValue(item)]);
  }
  return all;
}
