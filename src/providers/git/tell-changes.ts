import { broughtIn, type CommitGraph, firstParentLine } from './graph.js';
import { STEP_FORMAT } from './log-format.js';
import {
  aheadOf,
  chunksOf,
  closedBy,
  type Draft,
  draft,
  type Round,
  ripeOf,
  takenBack,
} from './round.js';
import { GitFailure } from './run.js';
import { linesOf } from './snapshot.js';
import type { State } from './state.js';
import type { Header } from './wire.js';

const STEPS_PER_PAGE = 3_000;

interface Step {
  readonly sha: string;
  readonly position: number;
  readonly isMerge: boolean;
  /** Earliest first, at least one. */
  readonly commits: readonly number[];
}

/** The default branch as it is now. */
interface Line {
  readonly branch: string;
  /** From the root on. */
  readonly shas: readonly string[];
  readonly positionOf: ReadonlyMap<string, number>;
  readonly steps: readonly Step[];
}

const noLine: Line = { branch: '', shas: [], positionOf: new Map(), steps: [] };

/** Number of the newest commit of the default branch that a ref reaches: a detached HEAD may have left all of them. */
export async function headOf(round: Round, graph: CommitGraph): Promise<number | undefined> {
  const { head } = round.snapshot;
  if (head === null) return undefined;
  const at = graph.indexOf.get(head);
  if (at !== undefined) return at;
  const line = linesOf(await round.source.run(['rev-list', '--first-parent', head, '--']));
  const known = line.find((sha) => graph.indexOf.has(sha));
  return known === undefined ? undefined : graph.indexOf.get(known);
}

async function readLine(round: Round, graph: CommitGraph): Promise<Line> {
  const head = await headOf(round, graph);
  if (head === undefined || round.snapshot.branch === null) return noLine;
  const line = firstParentLine(graph, head);
  const shas = line.map((step) => graph.shas[step]!);
  const steps = broughtIn(graph, line).map((commits, position) => ({
    ...{ sha: shas[position]!, position, commits },
    isMerge: graph.isMerge[line[position]!] === 1,
  }));
  return {
    branch: round.snapshot.branch,
    shas,
    positionOf: new Map(shas.map((sha, position) => [sha, position])),
    steps: steps.filter((step) => step.commits.length > 0),
  };
}

/** How much of the line was told before, and which steps of then are no longer on it. */
interface Told {
  readonly upTo: number;
  readonly gone: readonly string[];
  readonly unsure: boolean;
}
const nothing: Told = { upTo: -1, gone: [], unsure: false };

async function toldBefore(round: Round, line: Line): Promise<Told> {
  const before = round.state.line;
  if (before === null) return nothing;
  if (before.branch !== line.branch) return { ...nothing, unsure: true };
  const upTo = line.positionOf.get(before.head);
  if (upTo !== undefined) return { ...nothing, upTo };
  try {
    const asked = ['rev-list', '--first-parent', before.head, '--'];
    const old = linesOf(await round.source.run(asked));
    const shared = old.findIndex((sha) => line.positionOf.has(sha));
    if (shared < 0) return { ...nothing, gone: old };
    return { ...nothing, upTo: line.positionOf.get(old[shared]!)!, gone: old.slice(0, shared) };
  } catch (error) {
    if (error instanceof GitFailure) return { ...nothing, unsure: true };
    throw error;
  }
}

/** Steps, and what git says of them. */
interface StepsPage {
  readonly header: Header<'CHANGES'>;
  readonly rest: { readonly raw: string; readonly items: number };
}

async function stepsPage(
  round: Round,
  graph: CommitGraph,
  line: Line,
  steps: readonly Step[],
): Promise<StepsPage> {
  const named = steps.map((step) => ({
    ...step,
    commits: step.commits.map((at) => graph.shas[at]!),
  }));
  const asked = new Set(named.flatMap((step) => [step.sha, step.commits[0]!]));
  const answer = await round.source.run(
    ['log', '--no-walk=unsorted', '--stdin', '-z', '--no-patch', `--format=${STEP_FORMAT}`, '--'],
    { input: [...asked, ''].join('\n') },
  );
  const header = { repository: round.source.id, branch: line.branch, steps: named };
  return { header, rest: { raw: answer.toString(), items: steps.length } };
}

/** The line of a first reading, and the first page of it. */
interface FirstLine {
  readonly line: Line;
  readonly page: Promise<StepsPage>;
}
const firstLines = new WeakMap<Round, Promise<FirstLine>>();

async function readFirstLine(round: Round): Promise<FirstLine> {
  const graph = await round.graph();
  const line = await readLine(round, graph);
  const page = stepsPage(round, graph, line, line.steps.slice(0, STEPS_PER_PAGE));
  // Whoever ends early asks for no page; the error of one that is asked for still reaches them.
  page.catch(() => undefined);
  return { line, page };
}

/** Reads what comes after the commits as soon as these are read, while they are still being written. */
export async function readAhead(round: Round): Promise<void> {
  if (!round.reading) return;
  await round.reading.ended;
  const first = readFirstLine(round);
  firstLines.set(round, first);
  await first;
}

async function* drafts(round: Round, line: Line, told: Told): AsyncGenerator<Draft> {
  const graph = await round.graph();
  const first = await firstLines.get(round);
  const { branch, shas } = line;
  const old = round.state.line?.awaited ?? [];
  const upTo = (position: number): Partial<State> => {
    const reached = line.steps.filter((step) => step.position <= position);
    const awaited = aheadOf(
      round,
      graph,
      reached.map((step) => step.commits[0]!),
    );
    return { line: { branch, head: shas[position]!, awaited } };
  };
  const present = () => line.steps.map((step) => step.sha);
  const shared = shas[told.upTo];
  yield* takenBack(round, 'CHANGE', told.gone, present, {
    line: shared === undefined ? null : { branch, head: shared, awaited: old },
  });
  const ripe = new Set(ripeOf(round, old));
  const again = line.steps.filter(
    (step) => step.position <= told.upTo && ripe.has(graph.shas[step.commits[0]!]!),
  );
  const fresh = line.steps.filter((step) => step.position > told.upTo);
  const total = again.length + fresh.length;
  for (const steps of [...chunksOf(again, STEPS_PER_PAGE), ...chunksOf(fresh, STEPS_PER_PAGE)]) {
    const isFirst = first?.line === line && steps[0] === line.steps[0];
    const { header, rest } = await (isFirst ? first.page : stepsPage(round, graph, line, steps));
    const last = Math.max(told.upTo, steps.at(-1)!.position);
    yield draft('CHANGES', header, last > told.upTo ? upTo(last) : {}, { ...rest, total });
  }
}

/** Pages of the default branch's steps, what is no longer on it taken back first. */
export async function* tellChanges(round: Round): AsyncGenerator<Draft> {
  const { state, snapshot } = round;
  const before = state.line;
  const settled = before?.branch === snapshot.branch && before?.head === snapshot.head;
  const none = before === null && snapshot.head === null;
  const ripe = ripeOf(round, before?.awaited ?? []);
  if ((settled || none) && ripe.length === 0 && !state.unsure.includes('CHANGE')) return;
  const graph = await round.graph();
  const line = (await firstLines.get(round))?.line ?? (await readLine(round, graph));
  const told = await toldBefore(round, line);
  if (told.unsure)
    round.state = {
      ...state,
      line: null,
      unsure: [...new Set([...state.unsure, 'CHANGE' as const])],
    };
  yield* closedBy(round, drafts(round, line, told), async () => {
    const head = line.shas.at(-1);
    const awaited = aheadOf(
      round,
      graph,
      line.steps.map((step) => step.commits[0]!),
    );
    return { line: head === undefined ? null : { branch: line.branch, head, awaited } };
  });
}
