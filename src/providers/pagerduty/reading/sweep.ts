import { chunksOf } from '../../chunks-of.js';
import type { GoneBody } from '../wire.js';
import { idOf, readById } from './incidents.js';
import type { Draft, Run } from './run.js';
import { incidentsDraft, walkOf, walkSteps } from './walk.js';

const INCIDENTS_AT_ONCE = 25;
/** More than these and more than half of all is rather a lost right than a deletion. */
const FEW = 20;

/** Reads incidents by id; yields those that are there, and returns the others. */
async function* readThere(
  run: Run,
  ids: readonly string[],
): AsyncGenerator<Draft, readonly string[]> {
  const absent: string[] = [];
  for (const some of chunksOf(ids, INCIDENTS_AT_ONCE)) {
    const incidents = await readById(run.reader, some);
    const there = new Set(incidents.map(idOf));
    absent.push(...some.filter((id) => !there.has(id)));
    if (incidents.length > 0) yield incidentsDraft(run, incidents);
  }
  return absent;
}

/**
 * Deletes what neither the sweep nor a second look found, or what the settings no longer want. Where most is missing for the first time, the
 * next sweep decides.
 */
async function* deleteMissing(run: Run): AsyncGenerator<Draft> {
  const { reader, state, latest, context } = run;
  const absent = yield* readThere(run, state.unseen);
  const isUnlikely = absent.length > FEW && absent.length > state.known.size / 2;
  state.isDoubted = isUnlikely && !state.isDoubted;
  if (state.isDoubted)
    context.log('warn', `${absent.length} incidents are missing: the next sweep decides.`);
  const ids = state.isDoubted ? [] : absent;
  for (const id of ids) state.known.delete(id);
  state.unseen = [];
  state.walk = null;
  const body: GoneBody = { host: reader.account.host, ids, at: latest };
  // A page of nothing too, so that the next run knows that the sweep has ended.
  yield { kind: 'gone', body, items: ids.length };
}

/** Lists all incidents again: reads those that the list shows otherwise than before, and finds those that are gone. */
export async function* sweepSteps(run: Run, left: Run['state']['walk']): AsyncGenerator<Draft> {
  if (left === null) run.state.unseen = [...run.state.known.keys()].sort();
  yield* walkSteps(run, left ?? walkOf(run, 'SWEEP'));
  yield* deleteMissing(run);
}
