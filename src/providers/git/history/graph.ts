import { secondsOf } from './log-format.js';

/** The format in which `git log` is asked for the graph. */
export const GRAPH_FORMAT = 'tformat:%H %at %ct %P';

const none: readonly number[] = [];

/** Reads what `git log --format=GRAPH_FORMAT` wrote; `cutOff` has the true parents of boundary commits. */
export function readGraph(text: string, cutOff: ReadonlyMap<string, readonly string[]>) {
  const lines = text.split('\n').filter((line) => line !== '');
  const shas: string[] = [];
  const indexOf = new Map<string, number>();
  const rows = lines.map((line, index) => {
    const [sha = '', authored = '', committed = '', ...parents] = line.split(' ');
    shas.push(sha);
    indexOf.set(sha, index);
    return { authored, committed, parents };
  });
  const authored = new Float64Array(rows.length);
  const committed = new Float64Array(rows.length);
  const isMerge = new Uint8Array(rows.length);
  const parents = rows.map((row, index) => {
    authored[index] = secondsOf(row.authored);
    committed[index] = secondsOf(row.committed);
    const all = cutOff.get(shas[index]!) ?? row.parents.filter((parent) => parent !== '');
    isMerge[index] = all.length > 1 ? 1 : 0;
    const known = row.parents.flatMap((parent) => indexOf.get(parent) ?? []);
    return known.length > 0 ? known : none;
  });
  return {
    shas,
    indexOf,
    parents,
    /** Epoch seconds. */
    authored,
    committed,
    /** 1 for a commit of several parents, those that are cut off included. */
    isMerge,
  };
}
/** Every commit that a branch or tag reaches, as numbers; parents that are cut off are absent. */
export type CommitGraph = ReturnType<typeof readGraph>;

/** Commits that are merges, or that are none. */
export type Which = 'PLAIN' | 'MERGES';

/** All hashes of one sort, in the order of the graph. */
export const shasOf = ({ shas, isMerge }: CommitGraph, which: Which): string[] =>
  shas.filter((_sha, commit) => (isMerge[commit] === 1) === (which === 'MERGES'));

/** All hashes: first of commits that are no merges, then of those that are. */
export const mergesLast = (graph: CommitGraph): string[] => [
  ...shasOf(graph, 'PLAIN'),
  ...shasOf(graph, 'MERGES'),
];

/** The first-parent line that ends at `head`, from its root; a commit's place in it is its position. */
export function firstParentLine(graph: CommitGraph, head: number): number[] {
  const line: number[] = [];
  for (let at: number | undefined = head; at !== undefined; at = graph.parents[at]?.[0])
    line.push(at);
  return line.reverse();
}

const earlierFirst = (graph: CommitGraph) => (left: number, right: number) =>
  graph.authored[left]! - graph.authored[right]! ||
  (graph.shas[left]! < graph.shas[right]! ? -1 : 1);

/**
 * For every step of a first-parent line the non-merge commits that it brings in: its ancestors, itself included, that
 * the step before does not have. Earliest first, by author date, then hash.
 */
export function broughtIn(graph: CommitGraph, line: readonly number[]): number[][] {
  const seen = new Uint8Array(graph.shas.length);
  const order = earlierFirst(graph);
  return line.map((step) =>
    unseenFrom(graph, step, seen)
      .filter((commit) => graph.isMerge[commit] === 0)
      .sort(order),
  );
}

/** A commit and its ancestors as far as they were not seen before; marks them. */
function unseenFrom(graph: CommitGraph, commit: number, seen: Uint8Array): number[] {
  const found: number[] = [];
  const open = [commit];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen[at] === 1) continue;
    seen[at] = 1;
    found.push(at);
    open.push(...graph.parents[at]!);
  }
  return found;
}

/**
 * Returns a function from a commit to the highest position of the line among itself and its
 * ancestors. The function returns -1 if there is none. A commit that has a position has all lower
 * ones too.
 */
export function highestPositions(
  graph: CommitGraph,
  line: readonly number[],
): (commit: number) => number {
  const UNKNOWN = -2;
  const highest = new Int32Array(graph.shas.length).fill(UNKNOWN);
  line.forEach((step, position) => {
    highest[step] = position;
  });
  return (commit) => {
    const open = [commit];
    for (let at = open.at(-1); at !== undefined; at = open.at(-1)) {
      const unknown = graph.parents[at]!.filter((parent) => highest[parent] === UNKNOWN);
      if (highest[at] === UNKNOWN && unknown.length > 0) {
        open.push(...unknown);
        continue;
      }
      open.pop();
      if (highest[at] !== UNKNOWN) continue;
      highest[at] = Math.max(-1, ...graph.parents[at]!.map((parent) => highest[parent]!));
    }
    return highest[commit]!;
  };
}
