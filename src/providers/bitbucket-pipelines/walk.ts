import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
import { leanOf, nextOf, pageIn, repositoryPath } from '../bitbucket-api/api.js';
import { type Draft, digestOf } from '../bitbucket-api/look.js';
import { remedyOf } from '../bitbucket-api/refusals.js';
import { type Answer, parseJson } from '../http/answer.js';
import { followAddresses } from '../http/paging.js';
import { type Entry, entryOf, type List } from './lists.js';
import { type Round, vendorNow } from './round.js';
import type { ListState, RepositoryState } from './state.js';
import type { RunsPage } from './wire.js';

const AT_ONCE = 100;
/** Refused, gone, or pipelines are switched off. */
const UNREADABLE = [403, 404, 410];
const OVERLAP_MILLISECONDS = 5 * 60_000;
/** A run that goes on longer waits for somebody, and is left to the sweep. */
const OPEN_DAYS = 7;
/** A sweep reads what may have been run again. */
const SWEEP_DAYS = 30;

/** One list of a repository. */
export interface Walked {
  readonly uuid: string;
  readonly known: RepositoryState;
  readonly list: List;
}

const stateOf = ({ known, list }: Walked): ListState => known[list.key];
const pathOf = ({ known, list }: Walked): string => `${repositoryPath(known.name)}/${list.key}`;

export const runsBody = (
  { api, settings }: Pick<Round, 'api' | 'settings'>,
  {
    uuid,
    known: { name },
  }: { readonly uuid: string; readonly known: Pick<RepositoryState, 'name'> },
  nodes: readonly unknown[],
): RunsPage => {
  const { naming, bots } = settings;
  return { host: api.host, repository: { uuid, name }, naming, bots, nodes: nodes.map(leanOf) };
};

const draftOf = (round: Round, walked: Walked, entries: readonly Entry[]): Draft => {
  const body = runsBody(
    round,
    walked,
    entries.map(({ node }) => node),
  );
  return { kind: walked.list.key, body, items: entries.length };
};

/** Returns true if the list is refused, which is logged and noted. */
function isRefused({ context, refusals }: Round, { known, list }: Walked, answer: Answer): boolean {
  if (!UNREADABLE.includes(answer.status)) return false;
  const remedy = remedyOf(answer, 'pipeline');
  context.log('warn', `${list.key} of ${known.name} cannot be read: ${remedy}`);
  if (answer.status === 403) refusals.set(known.name, remedy);
  return true;
}

/** Keeps in mind what the next run will meet again, and what goes on. */
function noteRecent(list: ListState, entries: readonly Entry[], now: Instant): void {
  const from = (list.seen ?? 0) - OVERLAP_MILLISECONDS;
  for (const { uuid, at, node, isOpen } of entries)
    if (uuid !== null && at !== null)
      list.recent[uuid] = { digest: digestOf(leanOf(node)), at, isOpen };
  for (const [uuid, { at, isOpen }] of Object.entries(list.recent))
    if (at < from && (!isOpen || at < now - OPEN_DAYS * DAY_MILLISECONDS)) delete list.recent[uuid];
}

/** Moves on to the newest of these; a date in the future must not become the cursor. */
function noteSeen(round: Round, list: ListState, entries: readonly Entry[]): void {
  const now = vendorNow(round);
  const newest = Math.max(...entries.map(({ at }) => at ?? 0), list.seen ?? 0);
  list.seen = newest === 0 ? now : Math.min(newest, now);
}

const oldestIn = (entries: readonly Entry[]): Instant =>
  Math.min(...entries.map(({ at }) => at ?? Number.POSITIVE_INFINITY));

/** Returns true if an entry is another than it was met, or was not met and is not older than `stop`. */
function isChanged({ recent }: ListState, { uuid, node, at }: Entry, stop: Instant): boolean {
  const before = uuid === null ? undefined : recent[uuid];
  return before ? before.digest !== digestOf(leanOf(node)) : (at ?? 0) >= stop;
}

/** Yields what goes on and was not met, if it is another than before: each by a call. */
async function* walkOpen(
  round: Round,
  walked: Walked,
  met: ReadonlySet<string>,
): AsyncGenerator<Draft> {
  const list = stateOf(walked);
  const open = Object.entries(list.recent).filter(([uuid, one]) => one.isOpen && !met.has(uuid));
  const found: Entry[] = [];
  for (const [uuid] of open) {
    const path = `${pathOf(walked)}/${encodeURIComponent(uuid)}`;
    const answer = await round.api.client.ask(path, { allowed: UNREADABLE });
    if (UNREADABLE.includes(answer.status)) delete list.recent[uuid];
    else found.push(entryOf(walked.list, parseJson(answer)));
  }
  const changed = found.filter((entry) => isChanged(list, entry, 0));
  noteRecent(list, found, vendorNow(round));
  if (changed.length > 0) yield draftOf(round, walked, changed);
}

const asking = ({ list }: Walked) => ({
  query: { sort: list.sort, pagelen: AT_ONCE },
  allowed: UNREADABLE,
});

/** Yields what is new since the last run, and what went on then. A sweep looks back a month. */
export async function* walkNew(round: Round, walked: Walked): AsyncGenerator<Draft> {
  const { api, context } = round;
  const list = stateOf(walked);
  if (list.seen === null) return;
  const isSweep = context.pass === 'SWEEP';
  const stop = isSweep
    ? context.now - SWEEP_DAYS * DAY_MILLISECONDS
    : list.seen - OVERLAP_MILLISECONDS;
  const met: Entry[] = [];
  const path = pathOf(walked);
  for await (const answer of followAddresses(
    api.client,
    path,
    asking(walked),
    nextOf,
    context.log,
  )) {
    if (isRefused(round, walked, answer)) return;
    const entries = pageIn(answer).values.map((node) => entryOf(walked.list, node));
    const changed = entries.filter((entry) => isChanged(list, entry, stop));
    met.push(...entries);
    noteRecent(list, entries, vendorNow(round));
    if (changed.length > 0) yield draftOf(round, walked, changed);
    if (oldestIn(entries) < stop) break;
  }
  noteSeen(round, list, met);
  noteRecent(list, [], vendorNow(round));
  yield* walkOpen(round, walked, new Set(met.flatMap(({ uuid }) => uuid ?? [])));
}

/** Reads the next page of the backfill; null where the list is refused. */
async function readBack(round: Round, walked: Walked) {
  const { next } = stateOf(walked);
  const { client } = round.api;
  const answer =
    next === null ? await client.ask(pathOf(walked), asking(walked)) : await client.ask(next);
  return isRefused(round, walked, answer) ? null : pageIn(answer);
}

/** Yields what is older, the newest first, down to where the backfill ends; the next run goes on where this one stops. */
export async function* walkBack(round: Round, walked: Walked): AsyncGenerator<Draft> {
  const list = stateOf(walked);
  while (!list.isWhole) {
    const page = await readBack(round, walked);
    if (!page) return;
    const entries = page.values.map((node) => entryOf(walked.list, node));
    if (list.seen === null) noteSeen(round, list, entries);
    noteRecent(list, entries, vendorNow(round));
    list.isWhole =
      page.next === null || page.next === list.next || oldestIn(entries) < round.state.since;
    list.next = list.isWhole ? null : page.next;
    if (entries.length > 0) yield draftOf(round, walked, entries);
  }
}
