import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  bytesOf,
  characterFault,
  cutToBytes,
  isCount,
  isObservable,
  latestObserved,
  nameFault,
  storableText,
  TEXT_BYTES,
  textFault,
} from '../../src/model/limits.js';
import { anyCharacter } from '../arbitrary/base.js';

const NOW = Date.UTC(2026, 10, 24);
const anyText = fc.string({ unit: anyCharacter, maxLength: 40 });
const broken = fc
  .tuple(anyText, fc.constantFrom('\0', '\ud800', '\udfff', '\ud83d'), anyText)
  .map(([before, mark, after]) => `${before}x${mark}x${after}`);

it('counts the length of texts in bytes', () => {
  expect(nameFault('é'.repeat(500))).toBeNull();
  expect(nameFault('é'.repeat(501))).toBe(
    'It has 1,002 bytes in UTF-8 and may have 1,000: shorten it.',
  );
  expect(nameFault('€'.repeat(334))).toMatch(/^It has 1,002 bytes/);
  expect(textFault('€'.repeat(TEXT_BYTES / 3), TEXT_BYTES)).toBeNull();
  expect(textFault('x'.repeat(TEXT_BYTES + 1), TEXT_BYTES)).toMatch(/shorten it/);
});

it('names the character that no column holds', () => {
  expect(characterFault('a\0')).toMatch(/NUL \(U\+0000\)/);
  expect(characterFault('😀\ud83d')).toMatch(/U\+D83D alone/);
  expect(characterFault('\ude00😀')).toMatch(/U\+DE00 alone/);
  expect(nameFault('a\x1bb')).toMatch(/control character U\+001B/);
  expect(nameFault('a\tb\n')).toBeNull();
  expect(textFault('a\x1bb', 10)).toBeNull();
});

it('makes any text one that columns hold, and leaves good ones alone', () => {
  fc.assert(
    fc.property(fc.oneof(broken, anyText), (text) => {
      const storable = storableText(text);
      expect(characterFault(storable)).toBeNull();
      if (characterFault(text) === null) expect(storable).toBe(text);
    }),
  );
});

it('cuts a text between whole characters, as late as it may', () => {
  fc.assert(
    fc.property(anyText, fc.nat(60), (given, bytes) => {
      const text = storableText(given);
      const cut = cutToBytes(text, bytes);
      expect(text.startsWith(cut)).toBe(true);
      expect(bytesOf(cut)).toBeLessThanOrEqual(bytes);
      if (cut !== text)
        expect(bytesOf(cut + String.fromCodePoint(text.codePointAt(cut.length)!))).toBeGreaterThan(
          bytes,
        );
    }),
  );
});

it('knows instants at which things happen', () => {
  const far = [Number.NaN, 8.64e15, -1, NOW * 1000, Date.UTC(9999, 0, 1), 0];
  for (const at of far) {
    expect(isObservable(at, NOW)).toBe(false);
  }
  expect(isObservable(latestObserved(NOW), NOW)).toBe(true);
  expect(isObservable(latestObserved(NOW) + 1, NOW)).toBe(false);
});

it('knows the counts that a column of whole numbers holds', () => {
  expect([0, 2 ** 31 - 1].every(isCount)).toBe(true);
  expect([-1, 2 ** 31, 0.5, Number.NaN, Number.POSITIVE_INFINITY].some(isCount)).toBe(false);
});
