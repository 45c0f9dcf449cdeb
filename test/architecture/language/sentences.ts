export const MOST_WORDS = 25;

/** Beginnings of a comment that hide its subject. */
const HIDDEN_SUBJECT = /^(?:What|Those|Who|Whose|Of|Whether|That|As)\b/;

/** Returns the prose of a comment: without its signs, examples and links, and each code in backquotes as one word. */
const proseOf = (comment: string): string =>
  comment
    .replace(/^\/\*\*?|\*\/$/g, '')
    .replace(/^\s*(\*|\/\/\/?) ?/gm, '')
    .replace(/```[\s\S]*?```/g, '')
    .replace(/^@example[\s\S]*?(?=^@|$(?![\s\S]))/gm, '')
    .replace(/\{@link ([^}]*)\}/g, '$1')
    .replace(/`[^`]*`/g, 'CODE')
    .replace(/https?:\S+/g, 'URL');

/** Returns the sentences of a comment. An item of a list is a sentence. */
export const sentencesOf = (comment: string): string[] =>
  proseOf(comment)
    .split(/\n\s*\n|\n(?=\s*[-|*@]\s?)|(?<=[.!?:;])\s+(?=[A-Z(`])/)
    .map((one) => one.replace(/\s+/g, ' ').trim())
    .filter((one) => one.length > 0 && !/^(?:biome-ignore|\|)/.test(one));

/** Returns what is wrong with the form of a sentence. */
export function faultsOfForm(sentence: string): string[] {
  const words = sentence.split(' ').length;
  return [
    ...(words > MOST_WORDS ? [`${words} words: at most ${MOST_WORDS}`] : []),
    ...(HIDDEN_SUBJECT.test(sentence) ? ['begin with the subject or "Returns"'] : []),
  ];
}
