import type { GraphCommit } from '../../model/linkable.js';
/** The commits of one repository by number, with their parents. */
export interface CommitGraph {
  /**
   * Returns the imported commit of this hash; undefined if neither its parents nor a child of it
   * are known.
   */
  readonly find: (sha: string) => number | undefined;
  /** Hashes of imported commits of which nobody reported parents. */
  readonly bare: readonly string[];
  /** One more than the highest number. */
  readonly size: number;
  /** Returns the number of any hash, also of parents that are not imported. */
  readonly numberOf: (sha: string) => number | undefined;
  readonly parentsOf: (commit: number) => readonly number[];
  readonly positionOf: (commit: number) => number | null;
}

const none: readonly number[] = [];

function numberCommits(commits: readonly GraphCommit[]): Map<string, number> {
  const numbers = new Map<string, number>();
  const numbered = (sha: string) => {
    if (!numbers.has(sha)) numbers.set(sha, numbers.size);
  };
  for (const { sha } of commits) numbered(sha);
  for (const { parents } of commits) for (const parent of parents ?? []) numbered(parent);
  return numbers;
}

/** Builds the graph; every hash is given once. A commit without reported parents lies in it where it is a parent itself. */
export function createCommitGraph(commits: readonly GraphCommit[]): CommitGraph {
  const numbers = numberCommits(commits);
  const parents: (readonly number[] | undefined)[] = new Array(numbers.size);
  const imported = new Uint8Array(numbers.size);
  const isParent = new Uint8Array(numbers.size);
  for (const commit of commits) {
    const number = numbers.get(commit.sha)!;
    imported[number] = 1;
    if (commit.parents === null) continue;
    parents[number] = commit.parents.map((parent) => numbers.get(parent)!);
    for (const parent of parents[number]!) isParent[parent] = 1;
  }
  return {
    find: (sha) => {
      const number = numbers.get(sha);
      if (number === undefined || imported[number] === 0) return undefined;
      return parents[number] || isParent[number] === 1 ? number : undefined;
    },
    bare: commits.flatMap((commit) => (commit.parents === null ? [commit.sha] : [])),
    size: numbers.size,
    numberOf: (sha) => numbers.get(sha),
    parentsOf: (commit) => parents[commit] ?? none,
    positionOf: (commit) => commits[commit]?.position ?? null,
  };
}

/**
 * Visits commits and their ancestors, each once. The ancestors of a commit are visited only if
 * `visit` returns true for it.
 */
function walk(graph: CommitGraph, commits: readonly number[], visit: (commit: number) => boolean) {
  const open = [...commits];
  for (let commit = open.pop(); commit !== undefined; commit = open.pop())
    if (visit(commit)) open.push(...graph.parentsOf(commit));
}

/**
 * Returns, for a commit, the first of the groups that contains it: a group contains its commits and all their ancestors.
 * Every commit is visited once, whatever the number of groups; null where none contains it.
 */
export function firstGroupContaining(
  graph: CommitGraph,
  groups: Iterable<readonly [group: number, commits: readonly number[]]>,
): (commit: number) => number | null {
  const NONE = -1;
  const first = new Int32Array(graph.size).fill(NONE);
  for (const [group, commits] of groups)
    walk(graph, commits, (commit) => {
      if (first[commit] !== NONE) return false;
      first[commit] = group;
      return true;
    });
  return (commit) => (first[commit] === NONE ? null : first[commit]!);
}

/**
 * Returns a function that gives, for a commit, the highest position on the first-parent line among
 * itself and its ancestors. It gives -1 if none lies on the line. Results for one commit are reused
 * for the next.
 */
export function createHighestPositions(graph: CommitGraph): (commit: number) => number {
  const UNKNOWN = -3;
  const OPEN = -2;
  const highest = new Int32Array(graph.size).fill(UNKNOWN);
  const enter = (commit: number, path: number[]) => {
    const position = graph.positionOf(commit);
    highest[commit] = position ?? OPEN;
    if (position !== null) return;
    for (const parent of graph.parentsOf(commit))
      if (highest[parent] === UNKNOWN) path.push(parent);
  };
  const leave = (commit: number) => {
    if (highest[commit] === OPEN)
      highest[commit] = graph
        .parentsOf(commit)
        .reduce((most, parent) => Math.max(most, highest[parent]!), -1);
  };
  return (start) => {
    const path = [start];
    for (let commit = path.at(-1); commit !== undefined; commit = path.at(-1)) {
      if (highest[commit] === UNKNOWN) enter(commit, path);
      else leave(path.pop()!);
    }
    return highest[start]!;
  };
}

/** Returns the children of every commit, one after the other, and where those of each begin. */
function childrenIn(graph: CommitGraph) {
  const begins = new Int32Array(graph.size + 1);
  for (let commit = 0; commit < graph.size; commit++)
    for (const parent of graph.parentsOf(commit)) begins[parent + 1]! += 1;
  for (let commit = 0; commit < graph.size; commit++) begins[commit + 1]! += begins[commit]!;
  const next = begins.slice();
  const children = new Int32Array(begins[graph.size]!);
  for (let commit = 0; commit < graph.size; commit++)
    for (const parent of graph.parentsOf(commit)) {
      children[next[parent]!] = commit;
      next[parent]! += 1;
    }
  return (commit: number) => children.subarray(begins[commit]!, begins[commit + 1]!);
}

/**
 * Returns a function that says if a commit is one of `hashes` or has one of them among its
 * ancestors.
 */
export function descendantsOf(
  graph: CommitGraph,
  hashes: Iterable<string>,
): (sha: string) => boolean {
  const childrenOf = childrenIn(graph);
  const isBelow = new Uint8Array(graph.size);
  const open = [...hashes].flatMap((sha) => graph.numberOf(sha) ?? []);
  for (let commit = open.pop(); commit !== undefined; commit = open.pop()) {
    if (isBelow[commit] === 1) continue;
    isBelow[commit] = 1;
    for (const child of childrenOf(commit)) if (isBelow[child] === 0) open.push(child);
  }
  return (sha) => isBelow[graph.numberOf(sha) ?? -1] === 1;
}
