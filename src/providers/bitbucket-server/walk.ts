import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
import { isAbsent } from './api.js';
import {
  isChanged,
  lookUpMissing,
  openNumbers,
  PULLS_AT_ONCE,
  pullPages,
  type RawPull,
  readPulls,
  readPullsDraft,
  updatedOf,
} from './pulls.js';
import type { Draft, Run } from './run.js';
import type { RepositoryState } from './state.js';

/** So many of a list that is only compared with what is known. */
export const COMPARED_AT_ONCE = 100;
/** So many of the newest, of which mostly none is new. */
const NEWEST_AT_ONCE = 25;

const newestIn = (raws: readonly RawPull[], least: Instant): Instant =>
  raws.reduce((newest, raw) => Math.max(newest, updatedOf(raw) ?? least), least);
/** The oldest of a page is its last entry: lists are in the order of `updatedDate`. */
export const isBefore = (raws: readonly RawPull[], at: Instant): boolean => {
  const updated = raws.map(updatedOf).findLast((one) => one !== null);
  return updated !== undefined && updated !== null && updated < at;
};
/** Returns true if a pull request is to be read: it is as old as the backfill reaches, or newer. One without a date is read, so that it is counted. */
export const isWanted = ({ state }: Run, raw: RawPull): boolean =>
  (updatedOf(raw) ?? state.since) >= state.since;

const warnOfHidden = ({ context }: Run, { project, slug }: RepositoryState): void =>
  context.log('warn', `${project}/${slug} cannot be read now: the next sync tries again.`);

/** Yields pages of the backfill, the newest first, until it ends or reaches what was updated before `until`. */
export async function* walkBack(
  run: Run,
  known: RepositoryState,
  until: Instant,
): AsyncGenerator<Draft> {
  const { state, context } = run;
  for (let start = known.back; start !== undefined; start = known.back) {
    const page = await readPulls(run, known, 'ALL', PULLS_AT_ONCE, start);
    if (isAbsent(page)) return warnOfHidden(run, known);
    const { values, next } = page;
    // A date in the future must not become the cursor.
    known.seen ??= Math.min(newestIn(values, state.since), context.now);
    const isLast = next === null || isBefore(values, state.since);
    const wanted = values.filter((raw) => isWanted(run, raw) && isChanged(known, raw));
    const draft = await readPullsDraft(run, known, wanted);
    if (isLast) delete known.back;
    else known.back = next;
    if (draft) yield draft;
    if (isBefore(values, until)) return;
  }
}

/** A list may be a moment old, and what was updated lately may have been changed without a date. */
const OVERLAP_MILLISECONDS = DAY_MILLISECONDS;

async function* walkNew(run: Run, known: RepositoryState, seen: Instant): AsyncGenerator<Draft> {
  let newest = seen;
  for (let start: number | null = 0; start !== null; ) {
    const page = await readPulls(run, known, 'ALL', NEWEST_AT_ONCE, start);
    if (isAbsent(page)) return warnOfHidden(run, known);
    const stop = seen - OVERLAP_MILLISECONDS;
    const late = page.values.filter((raw) => (updatedOf(raw) ?? seen) >= stop);
    yield* pullPages(
      run,
      known,
      late.filter((raw) => isWanted(run, raw) && isChanged(known, raw)),
    );
    newest = newestIn(page.values, newest);
    start = isBefore(page.values, stop) ? null : page.next;
  }
  known.seen = Math.min(newest, run.context.now);
}

/** Approvals and comments move no date, so that all open pull requests are compared. */
async function* walkOpen(run: Run, known: RepositoryState): AsyncGenerator<Draft> {
  const before = openNumbers(known);
  const open = new Set<number>();
  for (let start: number | null = 0; start !== null; ) {
    const page = await readPulls(run, known, 'OPEN', COMPARED_AT_ONCE, start);
    if (isAbsent(page)) return;
    for (const { id } of page.values) open.add(id);
    yield* pullPages(
      run,
      known,
      page.values.filter((raw) => isWanted(run, raw) && isChanged(known, raw)),
    );
    start = page.next;
  }
  const closed = before.filter((number) => !open.has(number));
  yield* lookUpMissing(run, known, closed);
}

/** Yields what changed in a repository since it was read: what was updated, and what happened to open pull requests. */
export async function* walkHead(run: Run, known: RepositoryState): AsyncGenerator<Draft> {
  if (known.seen === null) return;
  yield* walkNew(run, known, known.seen);
  yield* walkOpen(run, known);
}
