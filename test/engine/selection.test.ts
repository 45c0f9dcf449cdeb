import fc from 'fast-check';
import { expect, it } from 'vitest';
import { boundsOf } from '../../src/engine/selection/bounds.js';
import { Union } from '../../src/engine/selection/union.js';
import { numbering } from '../../src/engine/stats/numbering.js';

it('finds the first row at or after every edge', () => {
  const anyInstants = fc
    .array(fc.nat(60))
    .map((all) => all.toSorted((left, right) => left - right));
  fc.assert(
    fc.property(anyInstants, anyInstants, (rows, edges) => {
      const wanted = edges.map((edge) => rows.filter((at) => at < edge).length);
      expect([...boundsOf(Float64Array.from(rows), edges)]).toEqual(wanted);
    }),
  );
});

it('admits each pair of subject and developer once, whether subjects are dense or far apart', () => {
  const anyRows = fc.array(fc.tuple(fc.nat(20), fc.integer({ min: -1, max: 3 })));
  fc.assert(
    fc.property(anyRows, fc.constantFrom(1, 1_000_003), (rows, stride) => {
      const columns = {
        length: rows.length,
        subject: Float64Array.from(rows, ([subject]) => subject * stride),
        developer: Float64Array.from(rows, ([, developer]) => developer),
      };
      const union = new Union([columns]);
      const first = new Map<string, number>();
      for (const [place, [subject, developer]] of rows.entries()) {
        const before = first.get(`${subject}:${developer}`) ?? -1;
        expect(union.admit(subject * stride, developer, place)).toBe(before);
        if (before === -1) first.set(`${subject}:${developer}`, place);
        expect(union.has(subject * stride)).toBe(true);
      }
      const counted = new Set(columns.subject);
      for (let subject = -1; subject <= 21; subject++)
        expect(union.has(subject * stride)).toBe(counted.has(subject * stride));
    }),
  );
});

it('numbers values by their place among the distinct ones', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -3, max: 9 })), (values) => {
      const { keys, index } = numbering(Float64Array.from(values));
      expect(keys).toEqual([...new Set(values)].sort((left, right) => left - right));
      expect([...index].map((place) => keys[place])).toEqual(values);
    }),
  );
});
