import { createHash } from 'node:crypto';
import type { GitSettings } from '../settings.js';
import { peel, type Ref, type Refs, readRefs } from '../source/refs.js';
import { GitFailure, type RunGit } from '../source/run.js';
import type { Source } from '../source/source.js';

/** A tag that leads to a commit. */
export type TagRef = Pick<Ref, 'name' | 'sha' | 'taggedSeconds'>;

const ORIGIN = 'refs/remotes/origin/';
/** Names of branches, those of origin among them, each once. */
function branchesOf(refs: readonly Ref[]): string[] {
  const names = refs.flatMap(({ name, symbolic }) => {
    const [, branch] = /^refs\/(?:heads|remotes\/origin)\/(.+)$/.exec(name) ?? [];
    return branch === undefined || symbolic !== '' ? [] : [branch];
  });
  return [...new Set(names)];
}

interface Line {
  /** Name of the default branch, `HEAD` where it is detached; null if there is none. */
  readonly branch: string | null;
  readonly head: string | null;
}
type ByName = ReadonlyMap<string, Ref>;

/**
 * Throws GitFailure if one of the names is broken. Another branch in its place would retract its
 * facts.
 */
function refuseBroken(broken: Refs['broken'], ...names: readonly string[]): void {
  const name = names.find((one) => broken.includes(one));
  if (name === undefined) return;
  throw new GitFailure(
    -1,
    `The default branch cannot be read: the object that ${name} names is missing or damaged. Fetch it again, or name another branch in the settings.`,
  );
}

function namedBranch(refs: ByName, broken: Refs['broken'], branch: string): Line {
  refuseBroken(broken, `${ORIGIN}${branch}`, `refs/heads/${branch}`);
  const ref = refs.get(`${ORIGIN}${branch}`) ?? refs.get(`refs/heads/${branch}`);
  if (ref) return { branch, head: ref.sha };
  const names = branchesOf([...refs.values()]);
  const known = names.length === 0 ? 'there are none' : `there are ${names.join(', ')}`;
  throw new GitFailure(
    -1,
    `There is no branch ${branch}: ${known}. Name another, or leave it empty.`,
  );
}

async function defaultLine(run: RunGit, refs: ByName, broken: Refs['broken']): Promise<Line> {
  refuseBroken(broken, `${ORIGIN}HEAD`);
  const origin = refs.get(`${ORIGIN}HEAD`);
  if (origin?.symbolic.startsWith(ORIGIN))
    return { branch: origin.symbolic.slice(ORIGIN.length), head: origin.sha };
  for (const { isHead, name, sha } of refs.values())
    if (isHead) return { branch: name.replace('refs/heads/', ''), head: sha };
  const symbolic = await run(['symbolic-ref', '--quiet', 'HEAD'], { allowed: [1] });
  const name = symbolic.toString().trim();
  if (name === '') return { branch: 'HEAD', head: await peel(run, 'HEAD') };
  refuseBroken(broken, name);
  const ref = refs.get(name);
  return ref
    ? { branch: name.replace('refs/heads/', ''), head: ref.sha }
    : { branch: null, head: null };
}

/** Reads the refs of a repository. Throws GitFailure if the default branch, or the one that settings name, cannot be read. */
export async function takeSnapshot(source: Source, settings: GitSettings) {
  const { refs: run, boundaries } = source;
  const { refs, broken } = await readRefs(run);
  const byName = new Map(refs.map((ref) => [ref.name, ref]));
  const line = settings.branch
    ? namedBranch(byName, broken, settings.branch)
    : await defaultLine(run, byName, broken);
  return {
    ...line,
    /** Names of all branches that have commits. */
    branches: branchesOf(refs),
    /** Distinct commits that branches and tags point at, sorted. */
    tips: [...new Set(refs.map((ref) => ref.sha))].sort(),
    tags: refs
      .filter((ref) => ref.name.startsWith('refs/tags/'))
      .map((ref): TagRef => ({ ...ref, name: ref.name.slice('refs/tags/'.length) })),
    broken,
    boundaries,
    /** Equal as long as the history is cut off at the same places. */
    depth: createHash('sha256').update(boundaries.join()).digest('hex').slice(0, 16),
  };
}
/** The refs at one moment; all later questions use these hashes. */
export type Snapshot = Awaited<ReturnType<typeof takeSnapshot>>;
