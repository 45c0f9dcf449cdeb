import type { Variables } from '../../../env.js';
import type { Instant } from '../../../model/time.js';
import { runGit } from '../run-git.js';

export interface HistoryCommit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly authoredAt: Instant;
  readonly subject: string;
}
export interface HistoryTag {
  readonly name: string;
  readonly sha: string;
  readonly at: Instant;
}
const numberIn = /(?:Merge pull request #|See merge request \S+!|\(#)(\d+)/;

function commitOf(record: string): HistoryCommit & { readonly number: number | null } {
  const [sha = '', parents = '', seconds = '', subject = '', body = ''] = record.split('\u001f');
  const [, number] = numberIn.exec(`${subject}\n${body}`) ?? [];
  return {
    sha,
    parents: parents.split(' ').filter(Boolean),
    authoredAt: Number(seconds) * 1000,
    subject,
    number: number === undefined ? null : Number(number),
  };
}

/** Reads back what git made of a history. */
export async function readHistory(directory: string, variables: Variables) {
  const git = async (...parameters: string[]): Promise<string[]> => {
    const written = await runGit(directory, parameters, variables);
    return written.split('\0').flatMap((text) => text.trim() || []);
  };
  const format = '--format=%H%x1f%P%x1f%at%x1f%s%x1f%b';
  const all = (await git('log', '--all', '-z', format)).map(commitOf);
  const main = new Set(await git('log', '--first-parent', '-z', '--format=%H', 'main'));
  const tags = await git(
    ...['for-each-ref', 'refs/tags', '--sort=creatordate'],
    '--format=%(refname:short)%1f%(objectname)%1f%(*objectname)%1f%(creatordate:unix)%00',
  );
  return {
    commits: new Map(all.map((commit) => [commit.sha, commit])),
    main,
    merges: new Map(
      all.flatMap((commit) =>
        commit.number !== null && main.has(commit.sha) ? [[commit.number, commit] as const] : [],
      ),
    ),
    tags: tags.map((line) => {
      const [name = '', object = '', peeled = '', seconds = ''] = line.split('\u001f');
      return { name, sha: peeled || object, at: Number(seconds) * 1000 };
    }),
  };
}
/** A repository's history as a forge knows it, without its pull requests; merges by the number of the one that they merge. */
export type ReadHistory = Awaited<ReturnType<typeof readHistory>>;
