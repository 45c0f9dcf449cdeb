import { expect, test } from 'vitest';
import { createPace } from '../../../src/server/limits/pace.js';

test('one piece of work at a time is done between two looks at what comes in, and the keys take turns', async () => {
  const pace = createPace();
  const done: string[] = [];
  const work = (key: number, name: string) => pace(key).then(() => done.push(name));
  const all = [work(1, 'a1'), work(1, 'a2'), work(1, 'a3'), work(2, 'b1')];
  const doneAt: number[] = [];
  while (done.length < all.length) {
    await new Promise((resolve) => setImmediate(resolve));
    doneAt.push(done.length);
  }
  expect(done).toEqual(['a1', 'b1', 'a2', 'a3']);
  for (const [index, count] of doneAt.entries())
    expect(count - (doneAt[index - 1] ?? 0)).toBeLessThanOrEqual(1);
  await work(3, 'c1');
  expect(done.at(-1)).toBe('c1');
});
