/** Characters that cannot be seen, by code point; ranges by their first and last. */
const invisible: readonly (readonly [from: number, to: number, name: string])[] = [
  [0x00ad, 0x00ad, 'SOFT HYPHEN'],
  [0x034f, 0x034f, 'COMBINING GRAPHEME JOINER'],
  [0x061c, 0x061c, 'ARABIC LETTER MARK'],
  [0x115f, 0x1160, 'HANGUL FILLER'],
  [0x180b, 0x180f, 'MONGOLIAN SEPARATOR OR SELECTOR'],
  [0x200b, 0x200b, 'ZERO WIDTH SPACE'],
  [0x200c, 0x200c, 'ZERO WIDTH NON-JOINER'],
  [0x200d, 0x200d, 'ZERO WIDTH JOINER'],
  [0x200e, 0x200e, 'LEFT-TO-RIGHT MARK'],
  [0x200f, 0x200f, 'RIGHT-TO-LEFT MARK'],
  [0x202a, 0x202a, 'LEFT-TO-RIGHT EMBEDDING'],
  [0x202b, 0x202b, 'RIGHT-TO-LEFT EMBEDDING'],
  [0x202c, 0x202c, 'POP DIRECTIONAL FORMATTING'],
  [0x202d, 0x202d, 'LEFT-TO-RIGHT OVERRIDE'],
  [0x202e, 0x202e, 'RIGHT-TO-LEFT OVERRIDE'],
  [0x2060, 0x2060, 'WORD JOINER'],
  [0x2061, 0x2064, 'INVISIBLE OPERATOR'],
  [0x2066, 0x2066, 'LEFT-TO-RIGHT ISOLATE'],
  [0x2067, 0x2067, 'RIGHT-TO-LEFT ISOLATE'],
  [0x2068, 0x2068, 'FIRST STRONG ISOLATE'],
  [0x2069, 0x2069, 'POP DIRECTIONAL ISOLATE'],
  [0x3164, 0x3164, 'HANGUL FILLER'],
  [0xfe00, 0xfe0f, 'VARIATION SELECTOR'],
  [0xfeff, 0xfeff, 'ZERO WIDTH NO-BREAK SPACE'],
  [0xffa0, 0xffa0, 'HALFWIDTH HANGUL FILLER'],
  [0xe0000, 0xe0fff, 'TAG OR VARIATION SELECTOR'],
  [0x00a0, 0x00a0, 'NO-BREAK SPACE'],
  [0x2000, 0x200a, 'TYPOGRAPHIC SPACE'],
  [0x2028, 0x2028, 'LINE SEPARATOR'],
  [0x2029, 0x2029, 'PARAGRAPH SEPARATOR'],
  [0x202f, 0x202f, 'NARROW NO-BREAK SPACE'],
  [0x205f, 0x205f, 'MEDIUM MATHEMATICAL SPACE'],
  [0x3000, 0x3000, 'IDEOGRAPHIC SPACE'],
  [0x0009, 0x0009, 'CHARACTER TABULATION'],
  [0x000a, 0x000a, 'LINE FEED'],
  [0x000d, 0x000d, 'CARRIAGE RETURN'],
  [0xff20, 0xff20, 'FULLWIDTH COMMERCIAL AT'],
  [0xfe6b, 0xfe6b, 'SMALL COMMERCIAL AT'],
  [0xff0e, 0xff0e, 'FULLWIDTH FULL STOP'],
  [0x3002, 0x3002, 'IDEOGRAPHIC FULL STOP'],
];
/** The kinds of characters without a name above; the first that fits counts. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/\p{Cc}/u, 'CONTROL CHARACTER'],
  [/[\p{Zs}\p{Zl}\p{Zp}]/u, 'SPACE'],
  [/[\p{Cf}\p{Default_Ignorable_Code_Point}]/u, 'INVISIBLE CHARACTER'],
  [/[\uFF01-\uFF5E]/u, 'FULLWIDTH FORM'],
  [/[\uFE50-\uFE6B]/u, 'SMALL FORM'],
  [/\p{Script=Cyrillic}/u, 'CYRILLIC LETTER'],
  [/\p{Script=Greek}/u, 'GREEK LETTER'],
  [/\p{Script=Latin}/u, 'LATIN LETTER'],
];

const hidden = String.raw`\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}`;
/** Characters that nobody sees, or takes for ASCII characters. */
const doubtful = new RegExp(`[${hidden}\\p{Zl}\\p{Zp}\\uFF01-\\uFF5E\\uFE50-\\uFE6B\\u3002]`, 'u');
const anySpace = new RegExp(`[${hidden}\\p{Z}]`, 'u');
const ends = new RegExp(`^[${hidden}\\p{Z}]+|[${hidden}\\p{Z}]+$`, 'gu');
const everywhere = new RegExp(`[${hidden}]+`, 'gu');
/** Letters that look like those of another alphabet. */
const alphabets = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u] as const;

/** Returns the character by name and code point, such as `ZERO WIDTH SPACE (U+200B)`. */
export function characterName(character: string): string {
  const code = character.codePointAt(0)!;
  const named = invisible.find(([from, to]) => code >= from && code <= to);
  const name = named?.[2] ?? kinds.find(([kind]) => kind.test(character))?.[1] ?? 'CHARACTER';
  return `${name} (U+${code.toString(16).toUpperCase().padStart(4, '0')})`;
}

/**
 * Returns a letter of another alphabet within one word, such as a Cyrillic one in a Latin domain;
 * null without one.
 */
function strayLetter(text: string): string | null {
  for (const word of text.split(/[^\p{L}\p{M}]+/u)) {
    const [first, ...others] = alphabets.filter((alphabet) => alphabet.test(word));
    if (!first || others.length === 0) continue;
    const isLatin = alphabets[0] === first;
    return [...word].find((letter) => (isLatin ? others[0]! : first).test(letter)) ?? null;
  }
  return null;
}

/**
 * Returns the first character of a key that cannot be seen or looks like another one, by name; null
 * if there is none.
 */
export function lookAlikeIn(text: string): string | null {
  const found = doubtful.exec(text)?.[0];
  return found === undefined ? null : characterName(found);
}

/**
 * Returns the text in NFC, without white space of any kind and invisible characters at both ends.
 */
export const trimmed = (text: string): string => text.replace(ends, '').normalize('NFC');

/**
 * Returns the text without any invisible character, at any place: for words that are compared and
 * shown to nobody.
 */
export const withoutInvisible = (text: string): string => text.replace(everywhere, '');

const BRACKETED = /^[^<>]*<([^<>]*)>$/u;
const MAILTO = /^mailto:([^?]*)(?:\?.*)?$/iu;

/**
 * Returns an e-mail as it was meant, if that is certain: in lower case, without `mailto:` and a
 * name before angle brackets. White space and invisible characters at its ends go too. Anything
 * else stays as it is.
 */
export function cleanEmail(text: string): string {
  let email = trimmed(text);
  for (const form of [BRACKETED, MAILTO]) email = trimmed(form.exec(email)?.[1] ?? email);
  return email.toLowerCase();
}

/**
 * Returns the character for which a cleaned e-mail cannot be what it looks like, by name; null if
 * there is none.
 */
export function emailLookAlike(email: string): string | null {
  const found = doubtful.exec(email)?.[0] ?? anySpace.exec(email)?.[0] ?? strayLetter(email);
  if (found) return characterName(found);
  return email.endsWith('.') ? 'FULL STOP (U+002E) at its end' : null;
}
