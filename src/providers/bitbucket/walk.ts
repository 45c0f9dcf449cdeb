import type { Instant } from '../../model/time.js';
import { repositoryPath } from '../bitbucket-api/api.js';
import type { Draft } from '../bitbucket-api/look.js';
import { chunksOf } from '../chunks-of.js';
import { completePull } from './complete.js';
import { dateOf, type Entry, type EntryPage, listPulls } from './list-pulls.js';
import { OVERLAP_MILLISECONDS, placeOf, type Round, vendorNow } from './round.js';
import type { PullsState, RepositoryState } from './state.js';
import type { PullRecord, PullsPage } from './wire.js';

/** Each costs four or five calls, and an interrupted run reads its page again. */
const READ_AT_ONCE = 10;

const textOf = (at: Instant): string => new Date(at).toISOString();

/** A repository with its own id, and how far its pull requests are read. */
export interface Walked {
  readonly uuid: string;
  readonly known: RepositoryState;
}

/** Keeps those updates in mind that the next run will meet again. */
function noteEdge(pulls: PullsState, entries: readonly Entry[]): void {
  const from = (pulls.seen ?? 0) - OVERLAP_MILLISECONDS;
  for (const { id, updated } of entries)
    if (id !== null && updated !== null) pulls.edge[id] = updated;
  for (const [id, updated] of Object.entries(pulls.edge))
    if ((dateOf({ updated }) ?? 0) < from) delete pulls.edge[id];
}

/** Moves on to the newest of these; a date in the future must not become the cursor. */
function noteSeen(round: Round, pulls: PullsState, entries: readonly Entry[]): void {
  const now = vendorNow(round);
  const newest = Math.max(...entries.map((one) => dateOf(one) ?? 0), pulls.seen ?? 0);
  pulls.seen = newest === 0 ? now : Math.min(newest, now);
  noteEdge(pulls, entries);
}

/** Returns the body of a page of pull requests, with all that their lists lack. */
export async function pullsBody(
  { api, settings }: Pick<Round, 'api' | 'settings'>,
  { uuid, known }: { readonly uuid: string; readonly known: Pick<RepositoryState, 'name'> },
  nodes: readonly unknown[],
): Promise<PullsPage> {
  const path = repositoryPath(known.name);
  const records: PullRecord[] = [];
  for (const node of nodes) records.push(await completePull(api, path, node));
  return { ...placeOf({ api }, uuid, known), bots: settings.bots, records };
}

async function draftOf(round: Round, walked: Walked, entries: readonly Entry[]): Promise<Draft> {
  const nodes = entries.map(({ node }) => node);
  const body = await pullsBody(round, walked, nodes);
  return { kind: 'pull-requests', body, items: nodes.length };
}

/**
 * Yields the pages of one query of what is new, as long as it begins at the same instant. Returns
 * where the next query begins; null at the end.
 */
async function* newFrom(
  round: Round,
  walked: Walked,
  begin: string,
): AsyncGenerator<Draft, string | null> {
  const { name, pulls } = walked.known;
  const q = `updated_on >= ${begin}`;
  for await (const { entries, hasNext } of listPulls(round, name, q, 'updated_on')) {
    const fresh = entries.filter(({ id, updated }) => id === null || pulls.edge[id] !== updated);
    for (const some of chunksOf(fresh, READ_AT_ONCE)) {
      const draft = await draftOf(round, walked, some);
      noteSeen(round, pulls, some);
      yield draft;
    }
    const last = entries.at(-1)?.updated ?? null;
    if (hasNext && last !== null && last !== begin) return last;
  }
  return null;
}

/**
 * Yields what was updated since the last run, in order, so that the cursor moves on with each page.
 * Later updates move to the end and shift all pages: each query begins at the last one that was
 * read.
 */
export async function* walkNew(round: Round, walked: Walked): AsyncGenerator<Draft> {
  const { seen } = walked.known.pulls;
  let from = seen === null ? null : textOf(seen - OVERLAP_MILLISECONDS);
  while (from !== null) from = yield* newFrom(round, walked, from);
}

const oldestIn = (entries: readonly Entry[]): Instant =>
  Math.min(...entries.map((one) => dateOf(one) ?? Number.POSITIVE_INFINITY));

/** Notes in the state what is read: all down to the last of these, and all of its own instant that were met. */
function noteBack(pulls: PullsState, entries: readonly Entry[]): void {
  const before = entries.findLast(({ updated }) => updated !== null)?.updated ?? null;
  const { back } = pulls;
  if (!back || before === null) return;
  const ids = entries.flatMap(({ id, updated }) => (updated === before && id !== null ? id : []));
  pulls.back = { before, ids: before === back.before ? [...back.ids, ...ids] : ids };
}

/**
 * Yields the entries of one page of a list. Returns true if the walk goes on: there is more, and it
 * has not come to `until`.
 */
async function* olderPage(
  round: Round,
  walked: Walked,
  { entries, hasNext }: EntryPage,
  until: Instant,
): AsyncGenerator<Draft, boolean> {
  const { pulls } = walked.known;
  const chunks = [...chunksOf(entries, READ_AT_ONCE)];
  for (const [index, some] of chunks.entries()) {
    const draft = await draftOf(round, walked, some);
    noteBack(pulls, some);
    if (!hasNext && index === chunks.length - 1) delete pulls.back;
    yield draft;
    if (pulls.back && oldestIn(some) < until) return false;
  }
  if (!hasNext) delete pulls.back;
  return hasNext;
}

/**
 * Yields the pages of one query of what is older, as long as it ends at the same instant. Returns
 * true if another query follows.
 */
async function* olderThan(
  round: Round,
  walked: Walked,
  { before, ids }: NonNullable<PullsState['back']>,
  until: Instant,
): AsyncGenerator<Draft, boolean> {
  const { name, pulls } = walked.known;
  const upper = before === null ? '' : ` AND updated_on <= ${before}`;
  const q = `updated_on >= ${textOf(round.state.since)}${upper}`;
  const isRead = ({ id, updated }: Entry) => id !== null && updated === before && ids.includes(id);
  for await (const { entries, hasNext } of listPulls(round, name, q, '-updated_on')) {
    if (pulls.seen === null) noteSeen(round, pulls, entries);
    const fresh = entries.filter((entry) => !isRead(entry));
    const goesOn = yield* olderPage(round, walked, { entries: fresh, hasNext }, until);
    if (!goesOn || pulls.back?.before !== before) return goesOn;
  }
  return false;
}

/**
 * Yields what is older, the newest first, until all is read or was updated before `until`. The next
 * call, or the next run, goes on there. Later updates leave the list and shift all pages: each query
 * ends at the last one that was read.
 */
export async function* walkBack(
  round: Round,
  walked: Walked,
  until: Instant,
): AsyncGenerator<Draft> {
  const { pulls } = walked.known;
  for (let goesOn = true; goesOn && pulls.back; )
    goesOn = yield* olderThan(round, walked, pulls.back, until);
}
