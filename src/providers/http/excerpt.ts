/**
 * Returns a text of at most so many characters. A word that would be cut is left out: it may be a secret, which can be taken out
 * of a text only while it is whole.
 */
export const excerptOf = (text: string, most: number): string =>
  text.length <= most ? text : text.slice(0, most).replace(/\S+$/, '').trimEnd();
