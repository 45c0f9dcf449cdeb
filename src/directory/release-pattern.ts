import type { UserError } from '../model/errors.js';
import { expressionOf } from '../model/team-scope.js';

const LONGEST_PATTERN = 200;
/** Each more multiplies the time of a failing match by the length of the tag's name. */
const MOST_REPETITIONS = 6;

/** Escapes and character classes as one plain character, so that only structure is left. */
const structure = (pattern: string) =>
  pattern.replace(/\\./g, 'x').replace(/\[(?:\^?\])?[^\]]*\]/g, 'x');

/** A group without groups inside, and what repeats it. */
const GROUP = /\(([^()]*)\)([*+]|\{\d+(?:,\d*)?\})?/;
const VARIES = /[|*+]|\{\d+,\d*\}/;

/** A repeated group that holds a repetition or a choice: what makes matching take exponential time. Works from the inside out. */
function nestsRepetition(text: string): boolean {
  const group = GROUP.exec(text);
  if (!group) return false;
  const [whole, inside, repeated] = group as unknown as [string, string, string | undefined];
  const varies = VARIES.test(inside);
  if (varies && repeated) return true;
  return nestsRepetition(text.replace(whole, () => (varies || repeated ? 'x+' : 'x')));
}

function isCostly(pattern: string): boolean {
  const text = structure(pattern);
  const repetitions = text.match(/[*+]|\{\d+,\d*\}/g)?.length ?? 0;
  const wildcards = text.match(/\.(?:[*+]|\{\d+,\d*\})/g)?.length ?? 0;
  return repetitions > MOST_REPETITIONS || wildcards > 2 || nestsRepetition(text);
}

function compiles(pattern: string): boolean {
  try {
    expressionOf(pattern);
    return true;
  } catch {
    return false;
  }
}

type PatternError = Omit<UserError, 'field'>;

/** Returns why a regular expression may not separate releases from other tags; null if it may. */
export function patternError(pattern: string): PatternError | null {
  const invalid = (message: string): PatternError => ({ code: 'INVALID_RELEASE_PATTERN', message });
  if (pattern.trim() === '' || pattern.length > LONGEST_PATTERN)
    return invalid(`Give a regular expression of 1 to ${LONGEST_PATTERN} characters.`);
  if (!compiles(pattern))
    return invalid(
      `"${pattern}" is no regular expression: escape ( [ { * + ? with a backslash where they are meant as such.`,
    );
  if (/\\[pP]\{|\\u\{/.test(pattern) && !expressionOf(pattern).unicode)
    return invalid(
      'A pattern with \\p{...} or \\u{...} needs every other backslash to escape one of ^ $ \\ . * + ? ( ) [ ] { } | / or to begin a class such as \\d.',
    );
  if (/\\[1-9k]/.test(pattern) || /\(\?<?[=!]/.test(pattern))
    return invalid('Write the pattern without back references and look-arounds.');
  if (isCostly(pattern))
    return invalid(
      'The pattern could take very long: do not repeat a group that itself repeats or chooses, and use fewer * and +.',
    );
  return null;
}
