import { createRoundRobin } from './round-robin.js';

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
