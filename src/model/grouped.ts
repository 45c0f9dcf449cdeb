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
