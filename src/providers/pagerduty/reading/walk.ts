import { type Item, TooLong } from '../api.js';
import type { GoneBody } from '../wire.js';
import { bodyOf, digestOf, idOf } from './incidents.js';
import type { Draft, Run } from './run.js';
import type { Walk } from './state.js';
import { isShortest, newerHalf, newestOf, readByService, readIncidents } from './windows.js';

/** Makes a page of incidents, and notes that they were read. */
export async function incidentsDraft(
  { reader, state }: Pick<Run, 'reader' | 'state'>,
  incidents: readonly Item[],
): Promise<Draft> {
  const body = await bodyOf(reader, incidents);
  for (const item of incidents) state.known.set(idOf(item), digestOf(item));
  return { kind: 'incidents', body, items: incidents.length };
}

/** Returns the incidents to read whole: in a sweep those that the list shows otherwise than before. */
function wantedOf({ state }: Run, { kind }: Walk, found: readonly Item[]): readonly Item[] {
  if (kind === 'BACKFILL') return found;
  const ids = new Set(found.map(idOf));
  state.unseen = state.unseen.filter((id) => !ids.has(id));
  return found.filter((item) => state.known.get(idOf(item)) !== digestOf(item));
}

/** Returns where a walk stands behind a window; null at its end. */
function behind({ state }: Run, walk: Walk): Walk | null {
  if (walk.since <= state.from) return null;
  const next = newestOf({ since: state.from, until: walk.since });
  return { ...walk, ...next, offset: 0 };
}

interface Step {
  readonly found: readonly Item[];
  readonly next: Walk | null;
}

/** Reads the next page of a walk; null where its window has too many incidents. */
async function stepOf(run: Run, walk: Walk): Promise<Step | null> {
  try {
    const { items, hasMore } = await readIncidents(run.reader.account, walk, walk.offset);
    const next = hasMore ? { ...walk, offset: walk.offset + items.length } : behind(run, walk);
    return { found: items, next };
  } catch (error) {
    if (error instanceof TooLong) return null;
    throw error;
  }
}

async function* shortSteps(run: Run, walk: Walk): AsyncGenerator<Step> {
  for await (const found of readByService(run.reader.account, walk)) yield { found, next: walk };
  yield { found: [], next: behind(run, walk) };
}

/** Yields the steps of a window: one page, or all of it by service where it cannot be halved. */
async function* stepsOf(run: Run, walk: Walk): AsyncGenerator<Step> {
  const step = await stepOf(run, walk);
  if (step) yield step;
  else if (isShortest(walk)) yield* shortSteps(run, walk);
  else yield { found: [], next: { ...walk, ...newerHalf(walk), offset: 0 } };
}

/** Notes that all incidents are read. A sweep goes on with those that it has not found. */
function finish({ state }: Run, { kind, begun }: Walk): void {
  if (kind === 'BACKFILL') state.until = begun;
}

/** Makes a page of nothing, which keeps the cursor. */
export const nothingOf = ({ reader, latest }: Run): Draft => {
  const body: GoneBody = { host: reader.account.host, ids: [], at: latest };
  return { kind: 'gone', body, items: 0 };
};

/** Moves the state on behind a step; returns the page that it makes, if any. */
async function take(run: Run, walk: Walk, { found, next }: Step): Promise<readonly Draft[]> {
  const wanted = wantedOf(run, walk, found);
  const drafts = wanted.length === 0 ? [] : [await incidentsDraft(run, wanted)];
  run.state.walk = next;
  if (next === null) finish(run, walk);
  return drafts;
}

/** Walks from the newest incident to the oldest. The state stands behind each page before it is handed on. */
export async function* walkSteps(run: Run, first: Walk): AsyncGenerator<Draft> {
  let isKept = true;
  for (let walk: Walk | null = first; walk !== null; ) {
    const begun: Walk = walk;
    for await (const step of stepsOf(run, begun)) {
      const drafts = await take(run, begun, step);
      isKept = drafts.length > 0;
      yield* drafts;
      walk = step.next;
    }
  }
  if (!isKept) yield nothingOf(run);
}

export const walkOf = ({ begun, latest, state }: Run, kind: Walk['kind']): Walk => ({
  ...{ kind, begun, offset: 0 },
  ...newestOf({ since: state.from, until: latest }),
});
