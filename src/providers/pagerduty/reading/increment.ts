import { DAY_MILLISECONDS } from '../../../model/time.js';
import { chunksOf } from '../../chunks-of.js';
import { instantOf } from '../../wire-values.js';
import type { Item } from '../api.js';
import { idOf, readById } from './incidents.js';
import type { Draft, Run } from './run.js';
import { incidentsDraft, nothingOf } from './walk.js';
import { readEntries } from './windows.js';

/** Log entries may be seen later than they are dated. */
const OVERLAP_MILLISECONDS = 5 * 60_000;
const INCIDENTS_AT_ONCE = 25;
/** Log entries of so long are read at once, and a quiet account is noted so often. */
const SPAN_MILLISECONDS = 7 * DAY_MILLISECONDS;

const objectOf = (value: unknown): Item =>
  value !== null && typeof value === 'object' ? (value as Item) : {};

/** True if an entry says that it is of a service whose incidents are not read. */
function isForeign(services: readonly string[], entry: Item): boolean {
  const { id } = objectOf(entry.service);
  return typeof id === 'string' && services.length > 0 && !services.includes(id);
}

/** Returns the incidents that log entries are of, with when the newest of each was made. */
function changedIn({ reader, state }: Run, entries: readonly Item[]): ReadonlyMap<string, number> {
  const { services } = reader.account.settings;
  const changed = new Map<string, number>();
  for (const entry of entries.filter((one) => !isForeign(services, one))) {
    const id = idOf(objectOf(entry.incident));
    const at = typeof entry.created_at === 'string' ? instantOf(entry.created_at) : null;
    if (/^\w+$/.test(id) && at !== null) changed.set(id, Math.max(changed.get(id) ?? 0, at));
  }
  const isNew = ([id, at]: readonly [string, number]): boolean => (state.recent[id] ?? 0) < at;
  return new Map([...changed].filter(isNew));
}

/** Forgets what the next increment does not see again. */
function moveOn({ state }: Run, until: number): void {
  state.until = until;
  state.recent = Object.fromEntries(
    Object.entries(state.recent).filter(([, at]) => at >= until - OVERLAP_MILLISECONDS),
  );
}

/** Reads the incidents that changed within a span. */
async function* spanSteps(run: Run, since: number, until: number): AsyncGenerator<Draft> {
  const { reader, state, begun } = run;
  const entries = await readEntries(reader.account, { since, until });
  const changed = changedIn(run, entries);
  const ids = [...changed.keys()].sort();
  for (const some of chunksOf(ids, INCIDENTS_AT_ONCE)) {
    const incidents = await readById(reader, some);
    const draft = incidents.length === 0 ? null : await incidentsDraft(run, incidents);
    for (const id of some) state.recent[id] = changed.get(id)!;
    if (some.at(-1) === ids.at(-1)) moveOn(run, Math.min(until, begun));
    if (draft) yield draft;
  }
  moveOn(run, Math.min(until, begun));
}

/** Returns the time between two instants in spans, the oldest first. */
const spansOf = (since: number, until: number) =>
  Array.from({ length: Math.ceil((until - since) / SPAN_MILLISECONDS) }, (_, index) => {
    const begun = since + index * SPAN_MILLISECONDS;
    return { since: begun, until: Math.min(begun + SPAN_MILLISECONDS, until) };
  });

/**
 * Reads the incidents that changed since the last run. No list is sorted by changes, but each change leaves a log entry; an old incident that
 * is resolved today thus comes in.
 */
export async function* incrementSteps(run: Run): AsyncGenerator<Draft> {
  const { state, begun, latest } = run;
  const before = state.until ?? begun;
  let pages = 0;
  for (const { since, until } of spansOf(before - OVERLAP_MILLISECONDS, latest))
    for await (const draft of spanSteps(run, since, until)) {
      pages += 1;
      yield draft;
    }
  // A page of nothing keeps the cursor of a quiet account near.
  if (pages === 0 && begun - before > DAY_MILLISECONDS) yield nothingOf(run);
}
