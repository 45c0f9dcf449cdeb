/** A queue in which groups take turns: one with much to do keeps no other waiting. Within a group the first in is the first out. */
interface RoundRobin<Item> {
  add(group: number, item: Item): void;
  /** Takes the first item of the group that was served longest ago and has one that may be taken; undefined if there is none. */
  take(isReady?: (item: Item) => boolean): Item | undefined;
}

function createRoundRobin<Item>(): RoundRobin<Item> {
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

/** Work of an account; equal names mean the same work. */
export interface PoolWork {
  readonly account: number;
  readonly name: string;
  /** Resolves to whether more of it follows at once. */
  readonly work: () => Promise<boolean>;
}

const keyOf = ({ account, name }: PoolWork): string => `${account} ${name}`;

/**
 * Does work a few things at a time, accounts in turn, and nothing twice at once. Work of which more follows is done again when its
 * account has its turn. Work that is added while it is under way is not begun again where it `JOINS` it, and is where it `FOLLOWS`.
 */
export function createPool(
  atOnce: number,
  begin: (work: () => Promise<void>) => void,
  late: 'JOINS' | 'FOLLOWS' = 'JOINS',
) {
  const known = new Set<string>();
  const running = new Set<string>();
  const waiting = createRoundRobin<PoolWork>();
  const next = (): void => {
    if (running.size >= atOnce) return;
    const one = waiting.take((other) => !running.has(keyOf(other)));
    if (!one) return;
    running.add(keyOf(one));
    if (late === 'FOLLOWS') known.delete(keyOf(one));
    begin(async () => {
      let isMore = false;
      try {
        isMore = await one.work();
      } finally {
        running.delete(keyOf(one));
        if (late === 'JOINS') known.delete(keyOf(one));
        if (isMore) wait(one);
        next();
      }
    });
    next();
  };
  const wait = (one: PoolWork): void => {
    if (known.has(keyOf(one))) return;
    known.add(keyOf(one));
    waiting.add(one.account, one);
  };
  return {
    add: (one: PoolWork): void => {
      wait(one);
      next();
    },
  };
}
