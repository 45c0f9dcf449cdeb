import type { Database } from '../storage/database/database.js';

/** Does work that writes many facts, and links them by hints meanwhile, account by account. Throws what the work throws. */
export async function linkWhile<Result>(
  database: Database,
  linkBatches: (account: number) => Promise<void>,
  work: () => Promise<Result>,
): Promise<Result> {
  const waiting = new Set<number>();
  let linking: Promise<void> = Promise.resolve();
  const linkNext = async (account: number): Promise<void> => {
    waiting.delete(account);
    await linkBatches(account);
  };
  const forget = database.onHint(({ account }) => {
    if (account === 0 || waiting.has(account)) return;
    waiting.add(account);
    // An error is left to `settle`, which meets it again.
    linking = linking.then(() => linkNext(account)).catch(() => undefined);
  });
  try {
    return await work();
  } finally {
    forget();
    await linking;
  }
}
