/** A retired word that may stay at a place, with the reason. */
export interface Exception {
  readonly word: string;
  /** Matches the paths of the files. */
  readonly files: RegExp;
  /** Matches the names and texts in which the word may stand. */
  readonly text: RegExp;
  readonly reason: string;
}

export const exceptions: readonly Exception[] = [];
