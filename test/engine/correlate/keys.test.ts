import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  comparableKey,
  createKeyFinder,
  keysIn,
  projectOfKey,
  writtenKeys,
} from '../../../src/engine/correlate/keys.js';

const item = (number: number, key: string, formerKeys: readonly string[] = []) => ({
  ...{ number, key, formerKeys },
});
const projects = new Set(['ABC', 'X2', 'MY_TEAM', 'AB']);
const keys = (text: string) => keysIn(text, projects);

describe('keys in a text', () => {
  it.each([
    ['ABC-12', ['ABC-12']],
    ['abc-12: fix', ['ABC-12']],
    ['feature/Abc-12-login', ['ABC-12']],
    ['feature_ABC-12_login', ['ABC-12']],
    ['[ABC-12][X2-3] and ABC-12 again', ['ABC-12', 'X2-3']],
    ['my_team-7', ['MY_TEAM-7']],
    ['fixes ABC-12.', ['ABC-12']],
    ['fixes AB#12, see #13', ['AB#12']],
    ['https://tracker.example/browse/ABC-12?focus=1', ['ABC-12']],
  ])('%s', (text, expected) => expect(keys(text)).toEqual(expected));

  it.each([
    'UTF-8',
    'SHA-256',
    'XABC-12',
    '1ABC-12',
    'éABC-12',
    'ABC-12x',
    'ABC-0',
    'ABC-012',
    'ABC12',
    'ABC -12',
    '#12',
    'XAB#1',
  ])('none: %s', (text) => expect(keys(text)).toEqual([]));

  it('are taken for keys where such a project exists', () => {
    expect(keysIn('UTF-8', new Set(['UTF']))).toEqual(['UTF-8']);
  });

  it('are found in long texts of underscores without delay', () => {
    expect(writtenKeys('a_'.repeat(50_000))).toEqual([]);
    expect(writtenKeys(`${'a'.repeat(100_000)}-1`)).toEqual([]);
  });

  it('are found wherever a boundary stands around them', () => {
    const boundary = fc.constantFrom(' ', '/', '[', '(', ':', '_', '-', '\n', '"', '');
    const key = fc.constantFrom('ABC-12', 'abc-12', 'Abc-12');
    fc.assert(
      fc.property(boundary, key, boundary, (before, written, after) => {
        expect(keys(`${before}${written}${after}`)).toEqual(['ABC-12']);
      }),
    );
  });

  it('hold their project', () => {
    expect(['ABC-12', 'AB#12', 'MY-TEAM-7', 'none'].map(projectOfKey)).toEqual([
      ...['ABC', 'AB', 'MY-TEAM', null],
    ]);
    expect([' abc-1 ', '12', '#12'].map(comparableKey)).toEqual(['ABC-1', 'AB#12', '#12']);
  });
});

describe('the items that a text names', () => {
  it('are found by keys of now and of before', () => {
    const find = createKeyFinder([item(1, 'NEW-4', ['ABC-12']), item(2, 'ABC-13'), item(3, '77')]);
    expect(find('ABC-13, abc-12 and AB#77')).toEqual([2, 1, 3]);
    expect(find('ABC-14')).toEqual([]);
  });

  it('are those that have the key now rather than before', () => {
    const find = createKeyFinder([item(1, 'NEW-4', ['ABC-12']), item(2, 'ABC-12')]);
    expect(find('ABC-12')).toEqual([2]);
  });

  it('are all that share a key, in whatever order they come', () => {
    const items = [item(1, 'ABC-12'), item(2, 'abc-12')];
    expect(createKeyFinder(items)('ABC-12').sort()).toEqual([1, 2]);
    expect(createKeyFinder(items.toReversed())('ABC-12').sort()).toEqual([1, 2]);
  });
});
