import { chunksOf } from '../chunks-of.js';
import {
  completePullRequest,
  listPullRequests,
  type RawPullRequest,
  readThreads,
} from './complete.js';
import { type Draft, type Part, placeOf, type Round } from './round.js';
import { isSelected } from './settings.js';
import { type ClosedWindow, digestOf } from './state.js';
import { isActivity } from './threads.js';
import { type WholePullRequest, wireThread } from './wire.js';

const OPEN_AT_ONCE = 100;
const CLOSED_AT_ONCE = 25;
/** A closing may show in the list a moment late, so that so much is asked for twice. */
const OVERLAP_MILLISECONDS = 5 * 60_000;

const isWanted = ({ settings }: Round, { name }: Part, { repository }: RawPullRequest): boolean =>
  isSelected(settings, repository?.project?.name ?? name, repository?.name ?? '');

function draftOf(round: Round, nodes: readonly WholePullRequest[]): Draft {
  const body = { ...placeOf(round), bots: round.settings.bots, nodes };
  return { kind: 'pull-requests', body, items: nodes.length };
}

/** Returns the parts of a thread that show that somebody did something, which Azure's own merges do not. */
function marksOf(given: unknown): readonly unknown[] {
  const { data } = wireThread.safeParse(given);
  if (!data) return [given];
  return isActivity(data) ? [[data.publishedDate, data.lastUpdatedDate, data.comments]] : [];
}

/** Returns a text that changes with all that is read of a pull request, and not when its target moves. */
function digestOfPull(raw: RawPullRequest, threads: readonly unknown[]): string {
  const { mergeId, mergeStatus, lastMergeTargetCommit, lastMergeCommit, ...own } =
    raw as RawPullRequest & Readonly<Record<string, unknown>>;
  return digestOf([own, threads.flatMap(marksOf)]);
}

/** Looks at one open pull request; null if nothing happened since it was read. */
async function lookAtOpen(
  { api, state }: Round,
  { known }: Part,
  raw: RawPullRequest,
): Promise<WholePullRequest | null> {
  const before = known.open[raw.pullRequestId];
  const round = state.round ?? 0;
  if (before?.round === round) return null;
  const threads = await readThreads(api, raw);
  const digest = digestOfPull(raw, threads);
  const whole = before?.digest === digest ? null : await completePullRequest(api, raw, threads);
  known.open[raw.pullRequestId] = { digest, round };
  return whole;
}

/** Looks at open pull requests, one after the other; returns those to which something happened. */
async function lookAtAll(
  round: Round,
  part: Part,
  all: readonly RawPullRequest[],
): Promise<WholePullRequest[]> {
  const nodes: WholePullRequest[] = [];
  for (const raw of all) {
    round.context.signal.throwIfAborted();
    const whole = await lookAtOpen(round, part, raw);
    if (whole) nodes.push(whole);
  }
  return nodes;
}

/** Yields the open pull requests to which something happened: none says when it was changed, so all are looked at. */
export async function* readOpen(round: Round, part: Part): AsyncGenerator<Draft> {
  const pages = listPullRequests(round.api, part.id, { status: 'active' }, OPEN_AT_ONCE);
  for await (const page of pages) {
    const wanted = page.filter((raw) => isWanted(round, part, raw));
    for (const chunk of chunksOf(wanted, CLOSED_AT_ONCE)) {
      const nodes = await lookAtAll(round, part, chunk);
      if (nodes.length > 0) yield draftOf(round, nodes);
    }
  }
}

const closedAt = ({ closedDate }: RawPullRequest): number => Date.parse(closedDate ?? '') || 0;

const isNew = ({ known }: Part, raw: RawPullRequest): boolean =>
  raw?.status?.toLowerCase() !== 'active' && known.recent[raw?.pullRequestId] !== closedAt(raw);

function noteClosed({ known }: Part, raw: RawPullRequest): void {
  if (typeof raw?.pullRequestId !== 'number') return;
  delete known.open[raw.pullRequestId];
  if (closedAt(raw) >= known.seen - OVERLAP_MILLISECONDS)
    known.recent[raw.pullRequestId] = closedAt(raw);
}

function finish({ known }: Part, window: ClosedWindow): void {
  known.windows = known.windows.filter((one) => one !== window);
  if (window.begunAt === null) return;
  known.seen = Math.max(known.seen, window.begunAt);
  const kept = Object.entries(known.recent).filter(
    ([, at]) => at >= known.seen - OVERLAP_MILLISECONDS,
  );
  known.recent = Object.fromEntries(kept);
}

const isoOf = (at: number): string => new Date(at).toISOString();

/** Yields the pull requests of a project that were closed within a window; the next run goes on where this one ends. */
export async function* readClosed(
  round: Round,
  part: Part,
  window: ClosedWindow,
): AsyncGenerator<Draft> {
  const { from, to } = window;
  const criteria: Record<string, string> = {
    status: 'all',
    queryTimeRangeType: 'closed',
    minTime: isoOf(from),
    ...(to === null ? {} : { maxTime: isoOf(to) }),
  };
  const pages = listPullRequests(round.api, part.id, criteria, CLOSED_AT_ONCE, window.skip);
  for await (const page of pages) {
    const fresh = page.filter((raw) => isNew(part, raw) && isWanted(round, part, raw));
    const nodes: WholePullRequest[] = [];
    for (const raw of fresh) {
      round.context.signal.throwIfAborted();
      nodes.push(await completePullRequest(round.api, raw));
      noteClosed(part, raw);
    }
    window.skip += page.length;
    if (page.length < CLOSED_AT_ONCE) finish(part, window);
    if (nodes.length > 0) yield draftOf(round, nodes);
  }
  finish(part, window);
}

/** Begins to read what was closed since the last look, unless that was begun and is not ended. */
export function planClosed({ api }: Round, { known }: Part): void {
  const isBegun = known.windows.some(({ to }) => to === null);
  if (isBegun) return;
  const from = known.seen - OVERLAP_MILLISECONDS;
  known.windows.unshift({ from, to: null, skip: 0, begunAt: api.now() });
}
