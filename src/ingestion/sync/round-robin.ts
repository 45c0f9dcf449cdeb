/** A queue in which groups take turns: one with much to do keeps no other waiting. Within a group the first in is the first out. */
export interface RoundRobin<Item> {
  add(group: number, item: Item): void;
  /** Takes the first item of the group that was served longest ago and has one that may be taken; undefined if there is none. */
  take(isReady?: (item: Item) => boolean): Item | undefined;
}

export function createRoundRobin<Item>(): RoundRobin<Item> {
  /** The group that is served next stands first. */
  const groups = new Map<number, Item[]>();
  return {
    add: (group, item) => {
      const items = groups.get(group);
      if (items) items.push(item);
      else groups.set(group, [item]);
    },
    take: (isReady = () => true) => {
      for (const [group, items] of groups) {
        const at = items.findIndex(isReady);
        if (at < 0) continue;
        groups.delete(group);
        const [item] = items.splice(at, 1);
        if (items.length > 0) groups.set(group, items);
        return item;
      }
      return undefined;
    },
  };
}
