import { type Part, readCommits, untold } from './read-commits.js';
import { readGiven } from './reading.js';
import {
  aheadAmong,
  chunksOf,
  closedBy,
  type Draft,
  draft,
  type Round,
  reachable,
  ripeOf,
  takenBack,
} from './round.js';
import { GitFailure, type GitFlow } from './run.js';
import type { Awaited, State } from './state.js';
import { streamCommits } from './stream-commits.js';

const COMMITS_PER_PAGE = 1_500;
/** Beside the page that the reader is at. */
const AT_ONCE = 1;

const same = (left: readonly string[], right: readonly string[]) =>
  left.length === right.length && left.every((value, index) => value === right[index]);

/** Runs `task` over all items in order, a few of them ahead of the reader. */
async function* ahead<Item, Result>(
  items: Iterable<Item>,
  task: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const running: Promise<Result>[] = [];
  for (const item of items) {
    const started = task(item);
    // A reader that stops early asks for no result; the error of one that it asks for still reaches it.
    started.catch(() => undefined);
    running.push(started);
    if (running.length > AT_ONCE) yield await running.shift()!;
  }
  for (const result of running) yield await result;
}

const inPieces = (round: Round, shas: readonly string[]) =>
  ahead(chunksOf(shas, COMMITS_PER_PAGE), (some) => readCommits(round, some));

/** All at one go as far as that goes; the rest, and histories that are cut off, piece by piece. */
async function* partsOf(round: Round, shas: readonly string[]): AsyncGenerator<Part[]> {
  let at = 0;
  if (shas.length > 0 && round.snapshot.boundaries.length === 0)
    for await (const part of streamCommits(readGiven(round.source, shas), () => shas.length)) {
      at += part.shas.length;
      yield [part];
    }
  yield* inPieces(round, shas.slice(at));
}

/** After this many milliseconds a reading is long, and worth knowing how long. */
const LONG_READING = 500;

/** How far a first reading has come. `total` is infinite until it is known, which nothing waits for. */
class FirstReading {
  readonly #round: Round;
  awaited: Awaited = [];
  total = Number.POSITIVE_INFINITY;

  constructor(round: Round) {
    this.#round = round;
  }

  async *parts(reading: GitFlow): AsyncGenerator<Part[]> {
    const round = this.#round;
    // Its error reaches whoever asks for the graph itself.
    const count = () =>
      round.graph().then(
        ({ shas }) => (this.total = shas.length),
        () => undefined,
      );
    const timer = setTimeout(count, LONG_READING);
    let told = 0;
    try {
      for await (const part of streamCommits(reading, () => this.total)) {
        told += part.shas.length;
        this.awaited.push(...aheadAmong(round, part));
        if (part.isLast) this.total = told;
        yield [part];
      }
    } finally {
      clearTimeout(timer);
    }
    if (told === this.total) return;
    const graph = await round.graph();
    this.total = graph.shas.length;
    this.awaited = aheadAmong(round, graph);
    yield* inPieces(round, graph.shas.slice(told));
  }

  soFar(told: number): Partial<State> {
    return {
      underway: { tips: [...this.#round.snapshot.tips], told },
      awaited: [...this.awaited],
    };
  }
}

/** All commits, told while they are read. */
async function* firstDrafts(round: Round, first: FirstReading, reading: GitFlow) {
  for await (const one of draftsOf(round, first.parts(reading), (told) => first.soFar(told))) {
    const { total } = first;
    const isFollowed = (one.told.underway?.told ?? 0) < total;
    yield { ...one, ...(Number.isFinite(total) ? { total } : {}), isFollowed };
  }
}

/** Commits told before that no ref reaches any more. Where their objects are gone too, everything is told again. */
async function vanished(round: Round): Promise<string[]> {
  const { state, snapshot, source } = round;
  const graph = await round.graph();
  const before = [...state.tips, ...(state.underway?.tips ?? [])];
  const lost = [...new Set(before)].filter((tip) => !graph.indexOf.has(tip));
  try {
    return await reachable(source, lost, snapshot.tips);
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    const unsure = [...new Set([...state.unsure, 'COMMIT' as const])];
    round.state = { ...state, tips: [], underway: null, unsure };
    return [];
  }
}

async function draftOf(round: Round, part: Part, told: Partial<State>): Promise<Draft> {
  const parents: Record<string, string[]> = {};
  const cutOff = await round.cutOff();
  if (part.cutOff) for (const sha of part.shas) parents[sha] = [...(cutOff.get(sha) ?? [])];
  const header = { repository: round.source.id, bodies: true, files: part.files, parents };
  return draft('COMMITS', header, told, { raw: part.raw, items: part.shas.length });
}

const objectStore = async (round: Round) =>
  (await round.source.run(['count-objects', '-v'])).toString();

async function* draftsOf(
  round: Round,
  pieces: AsyncIterable<Part[]>,
  toldAfter: (count: number) => Partial<State>,
  toldBefore = 0,
): AsyncGenerator<Draft> {
  let [count, incomplete] = [toldBefore, round.state.incomplete];
  for await (const parts of pieces) {
    const size = parts.reduce((sum, part) => sum + part.shas.length, 0);
    for (const [index, part] of parts.entries()) {
      if (part.files !== 'LINES' && !part.cutOff) incomplete ??= await objectStore(round);
      const all = index === parts.length - 1 ? count + size : count;
      yield await draftOf(round, part, { ...toldAfter(all), incomplete });
    }
    count += size;
  }
}

async function* drafts(
  round: Round,
  gone: readonly string[],
  awaited: Awaited,
): AsyncGenerator<Draft> {
  const { tips } = round.snapshot;
  const { underway } = round.state;
  const list = await untold(round);
  const begun = underway !== null && same(underway.tips, tips) ? underway.told : 0;
  const ripe = ripeOf(round, round.state.awaited);
  const graph = await round.graph();
  const again = ripe.filter((sha) => graph.indexOf.has(sha));
  const total = list.length - begun + again.length;
  const sofar = (told: number) => ({ underway: { tips: [...tips], told }, awaited });
  const pieces = partsOf(round, list.slice(begun));
  for await (const one of draftsOf(round, pieces, sofar, begun))
    yield { ...one, total, isFollowed: (one.told.underway?.told ?? 0) < list.length };
  const repeated = draftsOf(round, inPieces(round, again), () => ({}));
  for await (const one of repeated) yield { ...one, total };
  yield* takenBack(round, 'COMMIT', gone, () => graph.shas);
}

/** Pages of new commits, then what takes the vanished ones back. */
export async function* tellCommits(round: Round): AsyncGenerator<Draft> {
  const { state, snapshot } = round;
  const settled = same(state.tips, snapshot.tips) && state.underway === null;
  const isUnsure = state.unsure.includes('COMMIT');
  if (settled && !isUnsure && ripeOf(round, state.awaited).length === 0) return;
  const all = { tips: [...snapshot.tips], underway: null };
  if (round.reading) {
    const first = new FirstReading(round);
    const told = async () => ({ ...all, awaited: first.awaited });
    yield* closedBy(round, firstDrafts(round, first, round.reading), told);
    return;
  }
  const awaited = aheadAmong(round, await round.graph());
  const gone = await vanished(round);
  // Until all is told, a commit counts as awaited if it was, or is.
  const either = [...new Map([...state.awaited, ...awaited])];
  yield* closedBy(round, drafts(round, gone, either), async () => ({ ...all, awaited }));
}
