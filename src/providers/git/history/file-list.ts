import type { FileChange } from '../../../model/facts/code.js';

const count = (text: string) => (text === '-' ? null : Number(text));

/** Reads the files of a record with lines, as `--numstat -z` writes them. */
export function linesOfFiles(tokens: readonly string[]): FileChange[] {
  const files: FileChange[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]!;
    const first = token.indexOf('\t');
    const second = token.indexOf('\t', first + 1);
    const additions = count(token.slice(0, first));
    const deletions = count(token.slice(first + 1, second));
    const path = token.slice(second + 1);
    if (path !== '') files.push({ path, additions, deletions });
    else {
      files.push({ path: tokens[at + 2]!, from: tokens[at + 1]!, additions, deletions });
      at += 2;
    }
  }
  return files;
}

/** Reads the files of a record without lines, as `--name-status -z` writes them. */
export function namesOfFiles(tokens: readonly string[]): FileChange[] {
  const files: FileChange[] = [];
  for (let at = 1; at < tokens.length; at += 2)
    files.push({ path: tokens[at]!, additions: null, deletions: null });
  return files;
}
