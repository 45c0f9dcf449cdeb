import type { SyncPass } from '../pages/sync-pass.js';
import { linesOf } from '../source/refs.js';
import type { Header } from '../wire.js';
import { broughtIn, type CommitGraph, firstParentLine } from './graph.js';
import { STEP_FORMAT, withoutLongFields } from './log-format.js';
import { asGiven, FILES, inputOf } from './reading.js';

export const STEPS_PER_PAGE = 3_000;

export interface Step {
  readonly sha: string;
  readonly position: number;
  readonly isMerge: boolean;
  /** Earliest first, at least one. */
  readonly commits: readonly number[];
}

/** The default branch as it is now. */
export interface Line {
  readonly branch: string;
  /** From the root on. */
  readonly shas: readonly string[];
  readonly positionOf: ReadonlyMap<string, number>;
  readonly steps: readonly Step[];
}

const noLine: Line = { branch: '', shas: [], positionOf: new Map(), steps: [] };

/** Number of the newest commit of the default branch that a ref reaches: a detached HEAD may have left all of them. */
export async function headOf(round: SyncPass, graph: CommitGraph): Promise<number | undefined> {
  const { head } = round.snapshot;
  if (head === null) return undefined;
  const at = graph.indexOf.get(head);
  if (at !== undefined) return at;
  const line = linesOf(await round.source.run(['rev-list', '--first-parent', head, '--']));
  const known = line.find((sha) => graph.indexOf.has(sha));
  return known === undefined ? undefined : graph.indexOf.get(known);
}

/** Reads the default branch; an empty line where there is none. */
export async function readLine(round: SyncPass, graph: CommitGraph): Promise<Line> {
  const head = await headOf(round, graph);
  if (head === undefined || round.snapshot.branch === null) return noLine;
  const line = firstParentLine(graph, head);
  const shas = line.map((step) => graph.shas[step]!);
  const steps = broughtIn(graph, line).map((commits, position) => ({
    sha: shas[position]!,
    position,
    commits,
    isMerge: graph.isMerge[line[position]!] === 1,
  }));
  return {
    branch: round.snapshot.branch,
    shas,
    positionOf: new Map(shas.map((sha, position) => [sha, position])),
    steps: steps.filter((step) => step.commits.length > 0),
  };
}

/** Returns the header and the rest of a page of steps, with what git says of them. */
export async function stepsPage(
  round: SyncPass,
  graph: CommitGraph,
  line: Line,
  steps: readonly Step[],
) {
  const named = steps.map((step) => ({
    ...step,
    commits: step.commits.map((at) => graph.shas[at]!),
  }));
  const asked = new Set(named.flatMap((step) => [step.sha, step.commits[0]!]));
  const answer = await round.source.run(
    [...asGiven, '-z', ...FILES.NONE, `--format=${STEP_FORMAT}`, '--'],
    { input: inputOf([...asked]) },
  );
  const header: Header<'CHANGES'> = {
    repository: round.source.id,
    branch: line.branch,
    steps: named,
  };
  return { header, rest: { raw: withoutLongFields(answer), items: steps.length } };
}
