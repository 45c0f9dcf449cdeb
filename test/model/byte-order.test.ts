import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inByteOrder } from '../../src/model/byte-order.js';

it('is the order of the bytes of UTF-8', () => {
  const anyText = fc.string({ unit: 'grapheme', maxLength: 4 });
  const edges = fc.constantFrom('', 'a', 'aa', '\uffff', '\ue000', '\ud7ff', '😀', '\u{10ffff}');
  const text = fc.tuple(fc.oneof(anyText, edges), edges).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, (left, right) => {
      const bytes = Buffer.compare(Buffer.from(left), Buffer.from(right));
      expect(Math.sign(inByteOrder(left, right))).toBe(bytes);
    }),
  );
});
