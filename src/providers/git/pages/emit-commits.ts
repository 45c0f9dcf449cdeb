import type { Backfill } from '../history/backfill.js';
import { draftsOf, inPieces } from '../history/commit-pages.js';
import { type Part, unreported } from '../history/read-commits.js';
import { readGiven } from '../history/reading.js';
import { streamCommits } from '../history/stream-commits.js';
import { GitFailure } from '../source/run.js';
import { emitPlain } from './emit-backfill.js';
import { type Awaited, isAllEmitted } from './state.js';
import {
  closedBy,
  countAheadAmong,
  type PageBuilder,
  reachable,
  retractedSince,
  ripeOf,
  type SyncPass,
} from './sync-pass.js';

const same = (left: readonly string[], right: readonly string[]) =>
  left.length === right.length && left.every((value, index) => value === right[index]);

/** All at one go as far as that goes; the rest, and histories that are cut off, piece by piece. */
async function* partsOf(round: SyncPass, shas: readonly string[]): AsyncGenerator<Part[]> {
  let at = 0;
  if (shas.length > 0 && round.snapshot.boundaries.length === 0)
    for await (const part of streamCommits(readGiven(round.source, shas), () => shas.length)) {
      at += part.shas.length;
      yield [part];
    }
  yield* inPieces(round, shas.slice(at));
}

/**
 * Returns emitted commits that no ref reaches any more. If their objects are gone too, everything
 * is emitted again.
 */
async function vanished(round: SyncPass): Promise<string[]> {
  const { state, snapshot, source } = round;
  const graph = await round.graph();
  const { tips = [], abandoned = [] } = state.underway ?? {};
  const before = [...state.tips, ...tips, ...abandoned];
  const lost = [...new Set(before)].filter((tip) => !graph.indexOf.has(tip));
  try {
    // Where dates go back and forth git may name commits that are still there.
    return (await reachable(source, lost, snapshot.tips)).filter((sha) => !graph.indexOf.has(sha));
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    const unsure = [...new Set([...state.unsure, 'COMMIT' as const])];
    round.state = { ...state, tips: [], underway: null, unsure };
    return [];
  }
}

async function* drafts(
  round: SyncPass,
  gone: readonly string[],
  awaited: Awaited,
): AsyncGenerator<PageBuilder> {
  const { tips } = round.snapshot;
  const { underway } = round.state;
  const list = await unreported(round);
  const isBegun = underway !== null && same(underway.tips, tips);
  const begun = isBegun ? underway.told : 0;
  const left = underway === null || isBegun ? [] : underway.tips;
  const abandoned = [...new Set([...(underway?.abandoned ?? []), ...left])];
  const ripe = ripeOf(round, round.state.awaited);
  const graph = await round.graph();
  const again = ripe.filter((sha) => graph.indexOf.has(sha));
  const total = list.length - begun + again.length;
  const sofar = (emitted: number) => ({
    underway: { tips: [...tips], told: emitted, abandoned, mergesLast: true as const },
    awaited,
  });
  const pieces = partsOf(round, list.slice(begun));
  for await (const one of draftsOf(round, pieces, sofar, begun))
    yield { ...one, total, isFollowed: (one.stateAfter.underway?.told ?? 0) < list.length };
  const repeated = draftsOf(round, inPieces(round, again), () => ({}));
  for await (const one of repeated) yield { ...one, total };
  yield* retractedSince(round, 'COMMIT', gone, () => graph.shas);
}

/**
 * Yields pages of new commits, then retractions of vanished ones. A backfill leaves the merges for
 * later.
 */
export async function* emitCommits(
  round: SyncPass,
  reading: Backfill | null,
): AsyncGenerator<PageBuilder> {
  const { state, snapshot } = round;
  const settled = same(state.tips, snapshot.tips) && state.underway === null;
  const isUnsure = state.unsure.includes('COMMIT');
  if (settled && !isUnsure && ripeOf(round, state.awaited).length === 0) return;
  if (reading) {
    yield* emitPlain(round, reading);
    return;
  }
  const awaited = countAheadAmong(round, await round.graph());
  const gone = await vanished(round);
  // Until all commits are emitted, a commit counts as awaited if it was, or is.
  const either = [...new Map([...state.awaited, ...awaited])];
  yield* closedBy(round, drafts(round, gone, either), async () =>
    isAllEmitted(snapshot.tips, awaited),
  );
}
