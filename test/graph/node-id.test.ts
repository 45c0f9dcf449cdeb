import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeNodeId, encodeNodeId, numberOf } from '../../src/graph/node-id.js';

const kinds = fc.constantFrom('Team', 'OrgNode', 'Insight');

test('an id names its kind and key again', () => {
  fc.assert(
    fc.property(kinds, fc.string({ minLength: 1, unit: 'grapheme' }), (kind, key) => {
      expect(decodeNodeId(encodeNodeId(kind, key))).toEqual({ kind, key });
    }),
  );
  fc.assert(
    fc.property(kinds, fc.nat(), (kind, number) => {
      expect(numberOf(kind, encodeNodeId(kind, number))).toBe(number);
    }),
  );
});

test('what is no id of ours is none, and says so where a number is wanted', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const found = decodeNodeId(text);
      if (found) expect(encodeNodeId(found.kind, found.key)).toBe(text);
    }),
  );
  for (const id of ['', 'nonsense', encodeNodeId('Team', 'four'), encodeNodeId('OrgNode', 4)])
    expect(() => numberOf('Team', id)).toThrow(/not the id of a Team/);
});
