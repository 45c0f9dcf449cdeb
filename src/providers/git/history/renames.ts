import type { Source } from '../source/source.js';
import { asGiven, FILES, inputOf, RENAME_LIMIT } from './reading.js';

interface Paths {
  appeared: number;
  /**
   * Removed paths. Some versions of git also compare the sources of unedited renames with other
   * paths.
   */
  vanished: number;
}

function countStatus(paths: Paths, status: string): void {
  if (status === 'A') paths.appeared += 1;
  if (status === 'D' || status === 'R') paths.vanished += 1;
}

/** Reads records of `git log -z --raw`: a hash, then files of one path, or two where they were renamed. */
function countPaths(answer: string): Map<string, Paths> {
  const counts = new Map<string, Paths>();
  let paths: Paths = { appeared: 0, vanished: 0 };
  const tokens = answer.split('\0');
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]!;
    if (/^\n?:/.test(token)) {
      const status = token.charAt(token.lastIndexOf(' ') + 1);
      countStatus(paths, status);
      at += status === 'R' ? 2 : 1;
    } else if (token !== '') {
      paths = { appeared: 0, vanished: 0 };
      counts.set(token, paths);
    }
  }
  return counts;
}

/**
 * Returns which of these commits have more renames to look for than `RENAME_LIMIT` allows, so that their deletions and additions may be
 * renames. It depends on the commits alone: no version of git gives up before this.
 */
export async function beyondLimit(source: Source, shas: readonly string[]): Promise<string[]> {
  if (shas.length === 0) return [];
  const answer = await source.run(
    [...asGiven, '-z', '--format=tformat:%H', ...FILES.EXACT_RENAMES, '--'],
    { input: inputOf(shas) },
  );
  return [...countPaths(answer.toString())].flatMap(([sha, { appeared, vanished }]) =>
    appeared * vanished > RENAME_LIMIT ** 2 ? [sha] : [],
  );
}
