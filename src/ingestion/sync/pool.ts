import { createRoundRobin } from './round-robin.js';

/** Work of an account; equal names mean the same work. */
export interface PoolWork {
  readonly account: number;
  readonly name: string;
  /** Resolves to whether more of it follows at once. */
  readonly work: () => Promise<boolean>;
}

/**
 * Does work a few things at a time, accounts in turn; what waits or is under way is not begun twice. Work of which more follows
 * is done again when its account has its turn.
 */
export interface Pool {
  add(work: PoolWork): void;
}

export function createPool(atOnce: number, begin: (work: () => Promise<void>) => void): Pool {
  const known = new Set<string>();
  const waiting = createRoundRobin<PoolWork>();
  let running = 0;
  const next = (): void => {
    const one = running < atOnce ? waiting.take() : undefined;
    if (!one) return;
    running += 1;
    begin(async () => {
      let isMore = false;
      try {
        isMore = await one.work();
      } finally {
        running -= 1;
        if (isMore) waiting.add(one.account, one);
        else known.delete(keyOf(one));
        next();
      }
    });
    next();
  };
  return {
    add: (one) => {
      if (known.has(keyOf(one))) return;
      known.add(keyOf(one));
      waiting.add(one.account, one);
      next();
    },
  };
}

const keyOf = ({ account, name }: PoolWork): string => `${account} ${name}`;
