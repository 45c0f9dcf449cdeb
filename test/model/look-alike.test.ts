import { describe, expect, it } from 'vitest';
import { characterName, cleanEmail, emailLookAlike } from '../../src/model/look-alike.js';

describe('an e-mail', () => {
  it.each([
    'mailto:Ada@X.io',
    'MAILTO:ada@x.io?subject=Hello',
    'Ada Example <ada@x.io>',
    '<ada@x.io>',
    'Ada <mailto:ada@x.io>',
    '\u00A0ada@x.io\u3000',
    '\u200Bada@x.io\uFEFF',
    '\u202Aada@x.io\u202C',
    '\t ada@x.io\r\n',
  ])('is cleaned where it is certain what was meant: %j', (written) => {
    expect(cleanEmail(written)).toBe('ada@x.io');
    expect(emailLookAlike(cleanEmail(written))).toBe(null);
  });

  it.each([
    ['a\u200Bda@x.io', 'ZERO WIDTH SPACE (U+200B)'],
    ['a\u00ADda@x.io', 'SOFT HYPHEN (U+00AD)'],
    ['ada@\u202Ex.io', 'RIGHT-TO-LEFT OVERRIDE (U+202E)'],
    ['a\u00A0da@x.io', 'NO-BREAK SPACE (U+00A0)'],
    ['ada\uFF20x.io', 'FULLWIDTH COMMERCIAL AT (U+FF20)'],
    ['ada@x\uFF0Eio', 'FULLWIDTH FULL STOP (U+FF0E)'],
    ['ada@ex\u0430mple.io', 'CYRILLIC LETTER (U+0430)'],
    ['ada@exampl\u03B5.io', 'GREEK LETTER (U+03B5)'],
    ['ada@x.io.', 'FULL STOP (U+002E) at its end'],
    ['a\u0001da@x.io', 'CONTROL CHARACTER (U+0001)'],
  ])('is refused by the name of what nobody sees: %j', (written, named) => {
    expect(emailLookAlike(cleanEmail(written))).toBe(named);
  });

  it('may be of another alphabet as a whole', () => {
    expect(emailLookAlike('ада@пример.рф')).toBe(null);
    expect(emailLookAlike('jürgen@exämple.de')).toBe(null);
    expect(characterName('x')).toBe('LATIN LETTER (U+0078)');
  });
});
