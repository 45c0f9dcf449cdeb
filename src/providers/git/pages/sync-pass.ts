import { DAY_MILLISECONDS } from '../../../model/time.js';
import { chunksOf } from '../../chunks-of.js';
import type { CollectContext } from '../../provider.js';
import { type CommitGraph, GRAPH_FORMAT, readGraph } from '../history/graph.js';
import { inputOf } from '../history/reading.js';
import type { TrailersByCommit } from '../history/trailers.js';
import { linesOf } from '../source/refs.js';
import type { Source } from '../source/source.js';
import { bodyOf, type Header, type PageKind } from '../wire.js';
import type { Snapshot } from './snapshot.js';
import type { Awaited, State, UnsureKind } from './state.js';

/** A page under construction, and the state once it is written. */
export interface PageBuilder {
  readonly kind: PageKind;
  readonly body: string;
  readonly stateAfter: Partial<State>;
  readonly items?: number;
  readonly total?: number;
  /** True if another of its phase is sure to come, so that nobody need wait for that one. */
  readonly isFollowed?: boolean;
}

type Rest = Partial<Pick<PageBuilder, 'items' | 'total'>> & { readonly raw?: string };

export const pageBuilderOf = <Kind extends PageKind>(
  kind: Kind,
  header: Header<Kind>,
  stateAfter: Partial<State>,
  { raw = '', ...rest }: Rest = {},
): PageBuilder => ({ kind, body: bodyOf(header, raw), stateAfter, ...rest });

/**
 * Yields the same drafts, the last one with the state after all of them. Without drafts the state
 * is set at once.
 */
export async function* closedBy(
  round: SyncPass,
  drafts: AsyncIterable<PageBuilder>,
  stateAfter: () => Promise<Partial<State>>,
): AsyncGenerator<PageBuilder> {
  let last: PageBuilder | undefined;
  for await (const next of drafts) {
    if (last) yield last;
    last = next.isFollowed ? undefined : next;
    if (next.isFollowed) yield next;
  }
  const all = await stateAfter();
  if (last) yield { ...last, stateAfter: { ...last.stateAfter, ...all } };
  else round.state = { ...round.state, ...all };
}

export const remember = <Value>(make: () => Promise<Value>): (() => Promise<Value>) => {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

/**
 * Returns drafts that retract `gone`, followed by an inventory if more may have been emitted than
 * is known. The last draft sets the given state.
 */
export function retractedSince(
  round: SyncPass,
  kind: UnsureKind,
  gone: readonly string[],
  present: () => readonly string[],
  stateAfter: Partial<State> = {},
): PageBuilder[] {
  const repository = round.source.id;
  const drafts = Array.from(chunksOf(gone, 5_000), (names) =>
    pageBuilderOf('GONE', { repository, kind, names }, {}),
  );
  if (round.state.unsure.includes(kind)) {
    const unsure = round.state.unsure.filter((one) => one !== kind);
    drafts.push(
      pageBuilderOf('INVENTORY', { repository, kind, names: [...present()] }, { unsure }),
    );
  }
  const last = drafts.at(-1);
  return last
    ? [...drafts.slice(0, -1), { ...last, stateAfter: { ...last.stateAfter, ...stateAfter } }]
    : [];
}

export const isAhead = (round: SyncPass, seconds: number) =>
  seconds * 1000 > round.context.now + DAY_MILLISECONDS;

/** Hashes whose author date, in epoch seconds, lies too far ahead to be believed yet. */
export const countAheadAmong = (
  round: SyncPass,
  { shas, authored }: { readonly shas: readonly string[]; readonly authored: ArrayLike<number> },
): Awaited =>
  shas.flatMap((sha, at): Awaited => (isAhead(round, authored[at]!) ? [[sha, authored[at]!]] : []));

/** Returns those of `commits` whose author date is too far ahead to be trusted yet. */
const countAheadOf = (round: SyncPass, graph: CommitGraph, commits: readonly number[]): Awaited =>
  countAheadAmong(round, {
    shas: commits.map((commit) => graph.shas[commit]!),
    authored: commits.map((commit) => graph.authored[commit]!),
  });

/**
 * Returns the dates for which these steps must be emitted again. Either the author date of the
 * earliest commit or the step's committer date is too far ahead.
 */
export const aheadSteps = (
  round: SyncPass,
  graph: CommitGraph,
  steps: readonly { readonly sha: string; readonly commits: readonly number[] }[],
): Awaited => [
  ...countAheadOf(
    round,
    graph,
    steps.map(({ commits }) => commits[0]!),
  ),
  ...steps.flatMap(({ sha }): Awaited => {
    const seconds = graph.committed[graph.indexOf.get(sha)!]!;
    return isAhead(round, seconds) ? [[sha, seconds]] : [];
  }),
];

/** Returns hashes whose author date was too far ahead when they were emitted, and no longer is. */
export const ripeOf = (round: SyncPass, awaited: Awaited): string[] =>
  awaited.filter(([, seconds]) => !isAhead(round, seconds)).map(([sha]) => sha);

/** Commits that `from` reaches and `without` does not, newest first. Throws where one of them is not there. */
export async function reachable(
  source: Source,
  from: readonly string[],
  without: readonly string[],
): Promise<string[]> {
  if (from.length === 0) return [];
  const input = inputOf([...from, ...without.map((sha) => `^${sha}`)]);
  return linesOf(await source.run(['rev-list', '--stdin'], { input }));
}

async function readCutOff(source: Source, snapshot: Snapshot): Promise<Map<string, string[]>> {
  const cutOff = new Map<string, string[]>();
  for (const sha of snapshot.boundaries) {
    const commit = (await source.run(['cat-file', 'commit', sha])).toString();
    const [header = ''] = commit.split('\n\n', 1);
    const parents = [...header.matchAll(/^parent (\S+)$/gm)].map(([, parent = '']) => parent);
    cutOff.set(sha, parents);
  }
  return cutOff;
}

export function beginRound(
  source: Source,
  context: CollectContext,
  snapshot: Snapshot,
  state: State,
  marks: () => Promise<TrailersByCommit>,
) {
  const cutOff = remember(() => readCutOff(source, snapshot));
  const graph = remember(async () => {
    const input = inputOf(snapshot.tips);
    const asked = ['log', '--no-show-signature', `--format=${GRAPH_FORMAT}`, '--stdin', '--'];
    const answer = snapshot.tips.length === 0 ? '' : await source.run(asked, { input });
    return readGraph(answer.toString(), await cutOff());
  });
  return {
    source,
    context,
    snapshot,
    cutOff,
    graph,
    marks,
    /** Moves on with every page. */
    state,
  };
}
/** One pass over a repository: its current state, and how far it was emitted. */
export type SyncPass = ReturnType<typeof beginRound>;
