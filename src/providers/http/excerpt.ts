/**
 * Returns a text of at most so many characters. Drops a word that would be cut: it may be a secret,
 * which can be removed from a text only while whole.
 */
export const excerptOf = (text: string, most: number): string =>
  text.length <= most ? text : text.slice(0, most).replace(/\S+$/, '').trimEnd();
