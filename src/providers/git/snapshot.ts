import { createHash } from 'node:crypto';
import { secondsOf } from './log-format.js';
import { GitFailure, type RunGit } from './run.js';
import type { GitSettings } from './settings.js';
import type { Source } from './source.js';

/** A tag that leads to a commit. */
export interface TagRef {
  readonly name: string;
  readonly sha: string;
  /** Epoch seconds as the tagger wrote them; null for a light tag. */
  readonly taggedSeconds: number | null;
}

/** What the refs said at one moment; every later question is asked about these hashes. */
export interface Snapshot {
  /** Distinct commits that branches and tags point at, sorted. */
  readonly tips: readonly string[];
  readonly tags: readonly TagRef[];
  /** Name of the default branch, `HEAD` where it is detached; null where there is none. */
  readonly branch: string | null;
  readonly head: string | null;
  /** Names of all branches that have commits. */
  readonly branches: readonly string[];
  /** Commits whose parents are cut off (shallow clones). */
  readonly boundaries: readonly string[];
  /** Equal as long as the history is cut off at the same places. */
  readonly depth: string;
}

interface Ref {
  readonly name: string;
  readonly sha: string;
  readonly symbolic: string;
  readonly taggedSeconds: number | null;
  /** True for the branch that HEAD names. */
  readonly isHead: boolean;
}

const REFS = ['refs/heads', 'refs/remotes', 'refs/tags'];
const ORIGIN = 'refs/remotes/origin/';
const FORMAT = [
  ...['%(refname)', '%(symref)', '%(objecttype)', '%(objectname)'],
  ...['%(*objecttype)', '%(*objectname)', '%(taggerdate:unix)', '%(HEAD)'],
].join('%00');

export const linesOf = (answer: Buffer): string[] =>
  answer
    .toString()
    .split('\n')
    .filter((line) => line !== '');

// A tag of a tag: git of this age looks only one step behind a tag.
async function peel(run: RunGit, name: string): Promise<string | null> {
  const answer = await run(['rev-parse', '--verify', '--quiet', `${name}^{commit}`], {
    allowed: [1, 128],
  });
  return answer.toString().trim() || null;
}

async function refOf(run: RunGit, line: string): Promise<Ref | null> {
  const [name = '', symbolic = '', kind, object = '', behind, peeled = '', tagged = '', head] =
    line.split('\0');
  let sha: string | null = null;
  if (kind === 'commit') sha = object;
  else if (behind === 'commit') sha = peeled;
  else if (behind === 'tag') sha = await peel(run, name);
  if (sha === null) return null;
  const taggedSeconds = tagged === '' ? null : secondsOf(tagged);
  return { name, symbolic, sha, taggedSeconds, isHead: head === '*' };
}

async function readRefs(run: RunGit): Promise<Ref[]> {
  const refs: Ref[] = [];
  for (const line of linesOf(await run(['for-each-ref', `--format=${FORMAT}`, ...REFS]))) {
    const ref = await refOf(run, line);
    if (ref) refs.push(ref);
  }
  return refs;
}

/** Names of branches, those of origin among them, each once. */
function branchesOf(refs: readonly Ref[]): string[] {
  const names = refs.flatMap(({ name, symbolic }) => {
    const [, branch] = /^refs\/(?:heads|remotes\/origin)\/(.+)$/.exec(name) ?? [];
    return branch === undefined || symbolic !== '' ? [] : [branch];
  });
  return [...new Set(names)];
}

type Line = Pick<Snapshot, 'branch' | 'head'>;

function namedBranch(refs: ReadonlyMap<string, Ref>, branch: string): Line {
  const ref = refs.get(`${ORIGIN}${branch}`) ?? refs.get(`refs/heads/${branch}`);
  if (ref) return { branch, head: ref.sha };
  const names = branchesOf([...refs.values()]);
  const known = names.length === 0 ? 'there are none' : `there are ${names.join(', ')}`;
  throw new GitFailure(
    -1,
    `There is no branch ${branch}: ${known}. Name another, or leave it empty.`,
  );
}

async function defaultLine(run: RunGit, refs: ReadonlyMap<string, Ref>): Promise<Line> {
  const origin = refs.get(`${ORIGIN}HEAD`);
  if (origin?.symbolic.startsWith(ORIGIN))
    return { branch: origin.symbolic.slice(ORIGIN.length), head: origin.sha };
  for (const { isHead, name, sha } of refs.values())
    if (isHead) return { branch: name.replace('refs/heads/', ''), head: sha };
  const symbolic = await run(['symbolic-ref', '--quiet', 'HEAD'], { allowed: [1] });
  const name = symbolic.toString().trim();
  if (name === '') return { branch: 'HEAD', head: await peel(run, 'HEAD') };
  const ref = refs.get(name);
  return ref
    ? { branch: name.replace('refs/heads/', ''), head: ref.sha }
    : { branch: null, head: null };
}

/** Reads the refs of a repository. Throws GitFailure where it lacks the branch that settings name. */
export async function takeSnapshot(source: Source, settings: GitSettings): Promise<Snapshot> {
  const { refs: run, boundaries } = source;
  const refs = await readRefs(run);
  const byName = new Map(refs.map((ref) => [ref.name, ref]));
  const line = settings.branch
    ? namedBranch(byName, settings.branch)
    : await defaultLine(run, byName);
  return {
    ...line,
    branches: branchesOf(refs),
    tips: [...new Set(refs.map((ref) => ref.sha))].sort(),
    tags: refs
      .filter((ref) => ref.name.startsWith('refs/tags/'))
      .map((ref) => ({ ...ref, name: ref.name.slice('refs/tags/'.length) })),
    boundaries,
    depth: createHash('sha256').update(boundaries.join()).digest('hex').slice(0, 16),
  };
}
