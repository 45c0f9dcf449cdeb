import { describe, expect, it } from 'vitest';
import { createPool } from '../../../src/ingestion/sync/pool.js';

/** A pool of two, what it began in order, and what ends something that is under way. */
function openPool() {
  const begun: string[] = [];
  const ends = new Map<string, (isMore: boolean) => void>();
  const pool = createPool(2, (work) => void work());
  const add = (account: number, name: string) =>
    pool.add({
      ...{ account, name },
      work: () =>
        new Promise((resolve) => {
          begun.push(`${account} ${name}`);
          ends.set(`${account} ${name}`, resolve);
        }),
    });
  /** Ends what was begun, in order, until nothing begins any more. */
  const drain = async (more: Record<string, number> = {}) => {
    for (let at = 0; at < begun.length; at += 1) {
      const name = begun[at]!;
      const left = more[name] ?? 0;
      more[name] = left - 1;
      ends.get(name)!(left > 0);
      await new Promise(setImmediate);
    }
  };
  return { begun, add, drain };
}

describe('accounts', () => {
  it('take turns, however much one of them has to do', async () => {
    const { begun, add, drain } = openPool();
    for (const name of ['a', 'b', 'c', 'd', 'e']) add(1, name);
    add(2, 'x');
    add(2, 'y');
    add(3, 'z');
    await drain();
    expect(begun).toEqual(['1 a', '1 b', '1 c', '2 x', '3 z', '1 d', '2 y', '1 e']);
  });

  it('wait for their turn with what goes on, too', async () => {
    const { begun, add, drain } = openPool();
    for (const name of ['a', 'b']) add(1, name);
    add(2, 'x');
    await drain({ '1 a': 2, '1 b': 2 });
    expect(begun).toEqual(['1 a', '1 b', '2 x', '1 a', '1 b', '1 a', '1 b']);
  });

  it('have nothing done twice at once', async () => {
    const { begun, add, drain } = openPool();
    for (let count = 0; count < 3; count += 1) for (const name of ['a', 'b', 'c']) add(1, name);
    await drain();
    expect(begun).toEqual(['1 a', '1 b', '1 c']);
  });
});
