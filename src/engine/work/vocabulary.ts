/** Returns a word of a tool as filters compare it: trimmed and without case. */
export const comparableWord = (word: string): string => word.trim().toLowerCase();

/** Compares as filters do; null is in no list. */
export const includesWord = (words: readonly string[], word: string | null): boolean =>
  word !== null && words.some((each) => comparableWord(each) === comparableWord(word));
