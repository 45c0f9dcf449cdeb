const REVERTED_SHA = /\bThis reverts commit (?<sha>[0-9a-f]{7,64})\b/gi;

/**
 * Returns the hashes, some of them shortened, of the commits that a message says it reverts
 * (`This reverts commit <sha>`). They are in small letters.
 */
export const revertedShas = (text: string): string[] =>
  [...text.matchAll(REVERTED_SHA)].map(({ groups }) => groups!.sha!.toLowerCase());
