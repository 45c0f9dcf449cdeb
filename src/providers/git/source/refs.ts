import { withoutSecrets } from '../../../model/facts/open-secret.js';
import { chunksOf } from '../../chunks-of.js';
import { secondsOf } from '../history/log-format.js';
import { GitFailure, type RunGit } from './run.js';

const PLACES = ['refs/heads', 'refs/remotes', 'refs/tags'];
/** It looks at no object, so that no object can stop it. */
const NAMES = ['%(refname)', '%(objectname)'].join('%00');
const FORMAT = [
  ...['%(refname)', '%(symref)', '%(objecttype)', '%(objectname)'],
  ...['%(*objecttype)', '%(*objectname)', '%(taggerdate:unix)', '%(HEAD)'],
].join('%00');
/** So many names are given to git at once. */
const NAMES_AT_ONCE = 500;

export const linesOf = (answer: Buffer): string[] =>
  answer
    .toString()
    .split('\n')
    .filter((line) => line !== '');

/** The commit that a name leads to over tags; null if there is none. */
export async function peel(run: RunGit, name: string): Promise<string | null> {
  const answer = await run(['rev-parse', '--verify', '--quiet', `${name}^{commit}`], {
    allowed: [1, 128],
  });
  return answer.toString().trim() || null;
}

// A tag of a tag: git of this age looks only one step behind a tag.
async function refOf(run: RunGit, line: string) {
  const [name = '', symbolic = '', kind, object = '', behind, peeled = '', tagged = '', head] =
    line.split('\0');
  let sha: string | null = null;
  if (kind === 'commit') sha = object;
  else if (behind === 'commit') sha = peeled;
  else if (behind === 'tag') sha = await peel(run, name);
  if (sha === null) return null;
  const taggedSeconds = tagged === '' ? null : secondsOf(tagged);
  // Names are kept in cursors and messages, too.
  const names = { name: withoutSecrets(name), symbolic: withoutSecrets(symbolic) };
  return {
    ...names,
    sha,
    /** Epoch seconds as the tagger wrote them; null for a light tag. */
    taggedSeconds,
    /** True for the branch that HEAD names. */
    isHead: head === '*',
  };
}
/** A branch or tag that leads to a commit, and the ref that it only names; empty if it names a commit itself. */
export type Ref = NonNullable<Awaited<ReturnType<typeof refOf>>>;

/**
 * Returns the objects that lead to nothing readable. A damaged object ends git, so it is searched
 * for by halves.
 */
async function unreadable(run: RunGit, shas: readonly string[]): Promise<string[]> {
  if (shas.length === 0) return [];
  try {
    const input = shas.map((sha) => `${sha}^{}\n`).join('');
    const answer = linesOf(await run(['cat-file', '--batch-check=%(objecttype)'], { input }));
    return shas.filter((_sha, index) => answer[index]?.endsWith(' missing'));
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    if (shas.length === 1) return [...shas];
    const middle = shas.length >> 1;
    return [
      ...(await unreadable(run, shas.slice(0, middle))),
      ...(await unreadable(run, shas.slice(middle))),
    ];
  }
}

const IGNORED = /^warning: ignoring (?:broken ref|ref with broken name) (.+)$/gm;

/** Names of all refs, and of those that lead nowhere. */
async function readNames(run: RunGit): Promise<{ sound: string[]; broken: string[] }> {
  const broken: string[] = [];
  const onWarning = (text: string) => {
    for (const [, name = ''] of text.matchAll(IGNORED)) broken.push(name);
  };
  const answer = await run(['for-each-ref', `--format=${NAMES}`, ...PLACES], { onWarning });
  const pairs = linesOf(answer).map((line) => line.split('\0') as [string, string]);
  const lost = new Set(await unreadable(run, [...new Set(pairs.map(([, sha]) => sha))]));
  const sound = pairs.flatMap(([name, sha]) => (lost.has(sha) ? [] : [name]));
  broken.push(...pairs.flatMap(([name, sha]) => (lost.has(sha) ? [name] : [])));
  return { sound, broken: [...new Set(broken)].sort() };
}

/** Reads all branches and tags; those that lead to no object that can be read are named, and stop no other. */
export async function readRefs(run: RunGit) {
  const { sound, broken } = await readNames(run);
  const asked = broken.length === 0 ? [PLACES] : chunksOf(sound, NAMES_AT_ONCE);
  const refs: Ref[] = [];
  for (const places of asked)
    for (const line of linesOf(await run(['for-each-ref', `--format=${FORMAT}`, ...places]))) {
      const ref = await refOf(run, line);
      if (ref) refs.push(ref);
    }
  return { refs, broken };
}
/** The branches and tags of a repository, and the names of refs whose object is missing or damaged, sorted. */
export type Refs = Awaited<ReturnType<typeof readRefs>>;
