/**
 * Does named work, a few things at a time; what waits or is under way is not begun twice. Work that answers true is done again,
 * after all that waits.
 */
export interface Pool {
  add(name: string, work: () => Promise<boolean>): void;
}

export function createPool(atOnce: number, begin: (work: () => Promise<void>) => void): Pool {
  const known = new Set<string>();
  const waiting: { readonly name: string; readonly work: () => Promise<boolean> }[] = [];
  let running = 0;
  const next = (): void => {
    const one = running < atOnce ? waiting.shift() : undefined;
    if (!one) return;
    running += 1;
    begin(async () => {
      let isMore = false;
      try {
        isMore = await one.work();
      } finally {
        running -= 1;
        if (isMore) waiting.push(one);
        else known.delete(one.name);
        next();
      }
    });
    next();
  };
  return {
    add: (name, work) => {
      if (known.has(name)) return;
      known.add(name);
      waiting.push({ name, work });
      next();
    },
  };
}
