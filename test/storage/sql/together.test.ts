import { expect, test } from 'vitest';
import { together } from '../../../src/storage/sql/together.js';

/** A reading that the test ends. */
const readingOf = () => Promise.withResolvers<string>();

test('readings side by side are waited for until all have ended, and the first error in the list is thrown', async () => {
  const [first, second, third] = [readingOf(), readingOf(), readingOf()];
  let hasEnded = false;
  const all = together([first.promise, second.promise, third.promise]).finally(() => {
    hasEnded = true;
  });
  third.reject(new Error('third'));
  second.reject(new Error('second'));
  await new Promise(setImmediate);
  expect(hasEnded).toBe(false);
  first.resolve('first');
  await expect(all).rejects.toThrow('second');
});

test('readings side by side return what each found', async () => {
  expect(await together([Promise.resolve(1), 'kept'])).toEqual([1, 'kept']);
});
