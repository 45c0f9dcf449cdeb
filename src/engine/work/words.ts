const folded = (word: string) => word.trim().toLowerCase();

/** Compares as filters do: trimmed and without case; null is in no list. */
export const includesWord = (words: readonly string[], word: string | null): boolean =>
  word !== null && words.some((each) => folded(each) === folded(word));
