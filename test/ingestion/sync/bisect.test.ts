import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writeApart } from '../../../src/ingestion/sync/bisect.js';
import { halvesOf } from '../../../src/model/parts.js';

class BadItem extends Error {}

const attempt = async (items: readonly number[], bad: ReadonlySet<number>) => {
  const written: number[] = [];
  const refused: number[] = [];
  let writes = 0;
  await writeApart(items, {
    write: async (some) => {
      writes += 1;
      if (some.some((item) => bad.has(item))) throw new BadItem('It is bad.');
      written.push(...some);
    },
    halves: halvesOf,
    faultOf: (error) => (error instanceof BadItem ? error.message : null),
    refuse: (some) => {
      refused.push(...some);
    },
  });
  return { written, refused, writes };
};

it('writes every good item once and in order, and refuses every bad one', () =>
  fc.assert(
    fc.asyncProperty(fc.nat(60), fc.array(fc.nat(60), { maxLength: 6 }), async (count, marks) => {
      const items = Array.from({ length: count }, (_none, index) => index);
      const bad = new Set(marks.filter((mark) => mark < count));
      const { written, refused, writes } = await attempt(items, bad);
      expect(written).toEqual(items.filter((item) => !bad.has(item)));
      expect(refused).toEqual(items.filter((item) => bad.has(item)));
      expect(writes).toBeLessThanOrEqual(1 + 2 * bad.size * Math.ceil(Math.log2(count + 1)));
    }),
  ));

it('throws what is no fault of the data, and goes no further', async () => {
  const writes: number[][] = [];
  const cut = writeApart<readonly number[]>([1, 2, 3], {
    write: async (some) => {
      writes.push([...some]);
      throw new Error('The connection is lost.');
    },
    halves: halvesOf,
    faultOf: () => null,
    refuse: () => undefined,
  });
  await expect(cut).rejects.toThrow('The connection is lost.');
  expect(writes).toEqual([[1, 2, 3]]);
});
