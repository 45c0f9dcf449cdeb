import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shielded, withoutShield } from '../../src/model/formula.js';
import { lawRuns } from '../law-runs.js';

describe('a cell of an export', () => {
  it.each([
    ...['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\uFF1D1+1', '\uFF0B1', '\uFF0D1'],
    ...['\uFF20A1', '\uFE66A1', '\u2212A1', ' =1+1', '"=1+1', '\u200B=1+1', '\u00A0=1+1'],
  ])('is text where a spreadsheet would run it: %j', (cell) => {
    expect(shielded(cell)).toBe(`'${cell}`);
    expect(withoutShield(shielded(cell))).toBe(cell);
  });

  it.each([
    ['a;=1+1', "a;'=1+1"],
    ['\t=1', "'\t'=1"],
    ['\r=1', "'\r'=1"],
    ['\n=1', "'\n'=1"],
    ['a\t@x', "'a\t'@x".slice(1)],
    ['a|"=1+1', `a|'"=1+1`],
    ['a\n＝1', "a\n'＝1"],
  ])('is text behind what another reader takes for the end of a cell: %j', (cell, safe) => {
    expect(shielded(cell)).toBe(safe);
  });

  it.each(['Team', 'a-b', 'ada@x.io', 'a = b', '-5', '-0.25', '1e-7', 'A; B', ''])(
    'stays as it is where it is harmless: %j',
    (cell) => {
      expect(shielded(cell)).toBe(cell);
    },
  );

  it('never begins with a sign of a formula, whichever separator it is split at', () => {
    const character = fc.constantFrom(...'=+-@;|\t\r\n" a1＝－');
    fc.assert(
      fc.property(fc.array(character, { maxLength: 8 }), (characters) => {
        const text = characters.join('');
        fc.pre(!/^-?\d+$/.test(text));
        for (const piece of shielded(text).split(/[;|\t\r\n]/))
          expect(piece).not.toMatch(/^["\s]*[=+\-@＝－]/);
      }),
      { numRuns: lawRuns(500, 2000) },
    );
  });
});
