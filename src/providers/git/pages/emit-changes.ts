import { chunksOf } from '../../chunks-of.js';
import type { Backfill } from '../history/backfill.js';
import { type Line, readLine, STEPS_PER_PAGE, stepsPage } from '../history/first-parent-line.js';
import { linesOf } from '../source/refs.js';
import { GitFailure } from '../source/run.js';
import type { State } from './state.js';
import {
  aheadSteps,
  closedBy,
  type PageBuilder,
  pageBuilderOf,
  retractedSince,
  ripeOf,
  type SyncPass,
} from './sync-pass.js';

/**
 * The part of the line that was emitted before, and the steps emitted before that are no longer on
 * it.
 */
interface EmittedPages {
  readonly upTo: number;
  readonly gone: readonly string[];
  readonly unsure: boolean;
}
const nothing: EmittedPages = { upTo: -1, gone: [], unsure: false };

async function reportedBefore(round: SyncPass, line: Line): Promise<EmittedPages> {
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

async function* drafts(
  round: SyncPass,
  line: Line,
  emitted: EmittedPages,
  reading: Backfill | null,
): AsyncGenerator<PageBuilder> {
  const graph = await round.graph();
  const first = await reading?.line;
  const { branch, shas } = line;
  const old = round.state.line?.awaited ?? [];
  const upTo = (position: number): Partial<State> => {
    const reached = line.steps.filter((step) => step.position <= position);
    const awaited = aheadSteps(round, graph, reached);
    return { line: { branch, head: shas[position]!, awaited } };
  };
  const present = () => line.steps.map((step) => step.sha);
  const shared = shas[emitted.upTo];
  yield* retractedSince(round, 'CHANGE', emitted.gone, present, {
    line: shared === undefined ? null : { branch, head: shared, awaited: old },
  });
  const ripe = new Set(ripeOf(round, old));
  const again = line.steps.filter(
    ({ position, sha, commits }) =>
      position <= emitted.upTo && (ripe.has(sha) || ripe.has(graph.shas[commits[0]!]!)),
  );
  const fresh = line.steps.filter((step) => step.position > emitted.upTo);
  const total = again.length + fresh.length;
  for (const steps of [...chunksOf(again, STEPS_PER_PAGE), ...chunksOf(fresh, STEPS_PER_PAGE)]) {
    const isFirst = first?.line === line && steps[0] === line.steps[0];
    const { header, rest } = await (isFirst ? first.page : stepsPage(round, graph, line, steps));
    const last = Math.max(emitted.upTo, steps.at(-1)!.position);
    yield pageBuilderOf('CHANGES', header, last > emitted.upTo ? upTo(last) : {}, {
      ...rest,
      total,
    });
  }
}

/** Yields pages of the default branch's steps, after retracting steps that are no longer on it. */
export async function* emitChanges(
  round: SyncPass,
  reading: Backfill | null,
): AsyncGenerator<PageBuilder> {
  const { state, snapshot } = round;
  const before = state.line;
  const settled = before?.branch === snapshot.branch && before?.head === snapshot.head;
  const none = before === null && snapshot.head === null;
  const ripe = ripeOf(round, before?.awaited ?? []);
  if ((settled || none) && ripe.length === 0 && !state.unsure.includes('CHANGE')) return;
  const graph = await round.graph();
  const line = (await reading?.line)?.line ?? (await readLine(round, graph));
  const emitted = await reportedBefore(round, line);
  if (emitted.unsure)
    round.state = {
      ...state,
      line: null,
      unsure: [...new Set([...state.unsure, 'CHANGE' as const])],
    };
  yield* closedBy(round, drafts(round, line, emitted, reading), async () => {
    const head = line.shas.at(-1);
    const awaited = aheadSteps(round, graph, line.steps);
    return { line: head === undefined ? null : { branch: line.branch, head, awaited } };
  });
}
