/** A word that the table of the glossary retires, as it is written there. */
export interface RetiredWord {
  readonly word: string;
  readonly instead: string;
  /** Finds the word, and every form of it, in a text of lower case. */
  readonly pattern: RegExp;
  /** True if the word is fine in names and messages. */
  readonly onlyComments: boolean;
  /** Folders of `src` where the word is retired; empty if it is everywhere. */
  readonly folders: readonly string[];
}

const FIRST_CELL = /^\| (?!Retired|---)/;
const NOT_LAST = '(?=[^a-z0-9_]|$)';

/** Returns the forms of a regular word as a pattern: `carry` stands for carries, carried and carrying too. */
function formsOf(word: string): string {
  if (word.endsWith('y')) return `${word.slice(0, -1)}(?:y|ies|ied|ying)`;
  if (word.endsWith('e')) return `${word.slice(0, -1)}(?:e|es|ed|ing|ings)`;
  return `${word}(?:s|es|ed|ing|ings)?`;
}

const hasCapital = (phrase: string): boolean => /^[A-Z]/.test(phrase);

/**
 * Returns the pattern of a word or phrase. One word may stand inside a phrase of two, as in `take it back`.
 * A word with a capital is retired where a clause of a comment begins with it, and nowhere else.
 */
function patternOf(phrase: string): RegExp {
  const words = phrase.toLowerCase().split(' ');
  const between = words.length === 2 ? ' (?:[a-z]+ )?' : ' ';
  const forms = words.map(formsOf).join(between);
  const begin = hasCapital(phrase) ? '(?:^|[.;:] )' : '(?:^|[^a-z0-9_])';
  return new RegExp(`${begin}${forms}${NOT_LAST}`);
}

const codesIn = (cell: string): string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text!);

/** Returns the retired words of a glossary: the rows of its table `| Retired | Meaning | Now | Where |`. */
export function retiredWordsIn(glossary: string): RetiredWord[] {
  const [, table = ''] = glossary.split('| Retired |');
  return table
    .split('\n')
    .filter((line) => FIRST_CELL.test(line))
    .flatMap((line) => {
      const [, words = '', , instead = '', where = ''] = line.split('|').map((cell) => cell.trim());
      const folders = codesIn(where);
      return codesIn(words).map((word) => ({
        ...{ word, instead, folders, pattern: patternOf(word), onlyComments: hasCapital(word) },
      }));
    });
}

/** Returns the terms that the glossary defines: what it writes in bold. */
export const termsIn = (glossary: string): string[] => [
  ...new Set(
    [...(glossary.split('## Glossary')[1] ?? '').matchAll(/\*\*([^*]+)\*\*/g)].map(([, term]) =>
      term!.toLowerCase(),
    ),
  ),
];
