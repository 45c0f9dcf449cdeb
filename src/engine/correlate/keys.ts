import type { Artifact } from '../../model/facts/delivery.js';
import type { KeyedItem } from '../../model/linkable.js';

// A bounded length keeps the search linear in texts of underscores.
const HYPHENATED =
  /(?<![\p{L}\p{N}])(?<project>[A-Za-z][A-Za-z0-9_]{0,79})-(?<index>[1-9]\d{0,9})(?![\p{L}\p{N}])/gu;
const AZURE = /(?<![\p{L}\p{N}])AB#(?<index>[1-9]\d{0,9})(?![\p{L}\p{N}])/giu;

/** `FEATURE_ABC` may be a project, or `ABC` behind a word. */
function* projectsIn(word: string): Iterable<string> {
  yield word;
  for (let at = word.indexOf('_'); at >= 0; at = word.indexOf('_', at + 1))
    if (/[A-Za-z]/.test(word.charAt(at + 1))) yield word.slice(at + 1);
}

/**
 * Returns a work item's key in comparable form: trimmed, in capitals. The bare number of an Azure
 * work item becomes `AB#12`, its form in other places.
 */
export function comparableKey(key: string): string {
  const trimmed = key.trim().toUpperCase();
  return /^\d+$/.test(trimmed) ? `AB#${trimmed}` : trimmed;
}

/** Returns the project in a comparable key, such as `ABC` of `ABC-12`; null if there is none. */
export const projectOfKey = (key: string): string | null =>
  /^(?<project>.+)[-#]\d+$/.exec(key)?.groups?.project ?? null;

/**
 * Returns every text that looks like a key, comparable, each once and in the order of appearance:
 * `ABC-12`, `AB#12`. It never returns `#12`, which any tool may mean. A text such as `UTF-8` looks
 * like a key and is none.
 */
export function writtenKeys(text: string): string[] {
  const found: [number, string][] = [];
  for (const { groups, index } of text.matchAll(HYPHENATED))
    for (const project of projectsIn(groups!.project!))
      found.push([index, `${project}-${groups!.index!}`.toUpperCase()]);
  for (const { groups, index } of text.matchAll(AZURE)) found.push([index, `AB#${groups!.index!}`]);
  return [...new Set(found.sort(([left], [right]) => left - right).map(([, key]) => key))];
}

/**
 * Returns the keys of known projects in a text, as `writtenKeys` gives them; `projects` as
 * `projectOfKey` gives them.
 */
export const keysIn = (text: string, projects: ReadonlySet<string>): string[] =>
  writtenKeys(text).filter((key) => projects.has(projectOfKey(key)!));

/**
 * Creates a function that finds the numbers of the items whose keys stand in a text. A key that one
 * item has now is not the former key of another. If two items have the same key, it means both.
 */
export function createKeyFinder(items: readonly KeyedItem[]): (text: string) => number[] {
  const called = (names: (item: KeyedItem) => readonly string[]) =>
    Map.groupBy(
      items.flatMap((item) => names(item).map((key) => [comparableKey(key), item] as const)),
      ([key]) => key,
    );
  const now = called(({ key }) => [key]);
  const before = called(({ formerKeys }) => formerKeys);
  const projects = new Set([...now.keys(), ...before.keys()].map((key) => projectOfKey(key) ?? ''));
  return (text) => {
    const found = keysIn(text, projects).flatMap((key) => now.get(key) ?? before.get(key) ?? []);
    return [...new Set(found.map(([, { number }]) => number))];
  };
}

/** Returns a key that is equal for the same artifact. */
export const artifactKey = ({ location, name, qualifier }: Artifact): string =>
  JSON.stringify([location, name, qualifier]);

/** Characters that a shortened hash has at least. */
const SHORTEST_HASH = 7;
/** Returns the beginning of a hash, by which shortened ones are found. */
export const beginningOf = (sha: string): string => sha.slice(0, SHORTEST_HASH);

/** The number that a squash puts behind the title of a pull request, within quotes too. */
const NUMBER_BEHIND = / ?\(#\d+\)(?="|$)/g;
const REVERTED_TITLE = /^\s*Revert\s+"(?<title>.+)"/s;

/** Returns a title as it is compared, behind the number of its repository. */
export const titled = (repository: number, title: string): string =>
  `${repository} ${title.trim().replace(NUMBER_BEHIND, '')}`;

/** Returns the title between the quotes of `Revert "..."`; null for any other title. */
export const revertedTitle = (title: string): string | null =>
  REVERTED_TITLE.exec(title)?.groups?.title?.trim() ?? null;

/** Returns the number of a pull request, behind that of its repository. */
export const numbered = (repository: number, pullRequest: number): string =>
  `${repository} ${pullRequest}`;
