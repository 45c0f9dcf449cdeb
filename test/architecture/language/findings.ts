import { parse, visit } from 'graphql';
import { type Placed, textsOfCode } from './code.js';
import type { RetiredWord } from './glossary.js';
import { faultsOfForm, sentencesOf } from './sentences.js';

export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly why: string;
  /** The retired word; null if the fault is one of form. */
  readonly word: string | null;
}
type Check = (file: string, content: string) => Finding[];

/** Returns the words of a name in lower case: those of `firstRelease`, `first_release` and `FIRST_RELEASE` are the same. */
export const wordsOfName = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .toLowerCase();

const isIn = (file: string, { folders }: RetiredWord): boolean =>
  folders.length === 0 || folders.some((folder) => file.includes(`/${folder}`));

/** Creates the check of a file by the retired words of the glossary. */
export function createCheck(retired: readonly RetiredWord[]): Check {
  const everywhere = retired.filter(({ onlyComments }) => !onlyComments);
  const retiredIn = (
    file: string,
    placed: Placed,
    plain: string,
    words: readonly RetiredWord[] = everywhere,
  ): Finding[] =>
    words
      .filter((one) => one.pattern.test(plain) && isIn(file, one))
      .map(({ word, instead }) => ({
        ...{ ...placed, file, word, why: `"${word}" is retired: ${instead}` },
      }));
  const known = new Map<string, boolean>();
  const mayBeRetired = (plain: string): boolean => {
    const may = known.get(plain) ?? everywhere.some(({ pattern }) => pattern.test(plain));
    known.set(plain, may);
    return may;
  };
  const inName = (file: string, name: Placed) => {
    const plain = wordsOfName(name.text);
    return mayBeRetired(plain) ? retiredIn(file, name, plain) : [];
  };
  const inText = (file: string, placed: Placed, words: readonly RetiredWord[] = everywhere) =>
    retiredIn(file, placed, placed.text.toLowerCase().replace(/\s+/g, ' '), words);
  const inComment = (file: string, { text: comment, line }: Placed): Finding[] =>
    sentencesOf(comment).flatMap((text) => [
      ...inText(file, { text, line }, retired),
      ...faultsOfForm(text).map((why) => ({ file, line, text, why, word: null })),
    ]);
  const inCode: Check = (file, content) => {
    const { names, strings, comments } = textsOfCode(file, content);
    return [
      ...names.flatMap((name) => inName(file, name)),
      ...strings.flatMap((text) => inText(file, text)),
      ...comments.flatMap((comment) => inComment(file, comment)),
    ];
  };
  const inLines: Check = (file, content) =>
    paragraphsOf(content).flatMap((placed) => inText(file, placed));
  const inGraphql: Check = (file, content) => [
    ...namesOfGraphql(content).flatMap((name) => inName(file, name)),
    ...inLines(file, content),
  ];
  const checks = [['.ts', inCode] as const, ['.graphql', inGraphql] as const];
  return (file, content) => {
    const inside = checks.find(([end]) => file.endsWith(end))?.[1] ?? inLines;
    return [...inName(file, { text: file, line: 0 }), ...inside(file, content)];
  };
}

const RETIRED_TABLE = /^\| Retired \|(?:.*\n)*?\n/m;

/** Returns the paragraphs of a text, without the table of retired words. */
function paragraphsOf(content: string): Placed[] {
  const rest = content.replace(RETIRED_TABLE, (table) => table.replace(/[^\n]/g, ''));
  return Array.from(rest.matchAll(/(?:^.*\S.*\n?)+/gm), ({ index, 0: text }) => ({
    text,
    line: rest.slice(0, index).split('\n').length,
  }));
}

/** Returns the names that a schema or a document declares. */
function namesOfGraphql(content: string): Placed[] {
  const names: Placed[] = [];
  visit(parse(content), {
    Name: ({ value, loc }) => {
      names.push({ text: value, line: loc?.startToken.line ?? 0 });
    },
  });
  return names;
}
