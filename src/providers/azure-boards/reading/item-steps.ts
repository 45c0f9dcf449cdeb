import { chunksOf } from '../../chunks-of.js';
import type { GoneBody, Legend } from '../wire.js';
import { type Deleted, readFeeds } from './feeds.js';
import { BATCH_MOST, bodyOf, ITEMS_AT_ONCE, numberOf } from './fetch-items.js';
import { readLegend } from './legend.js';
import type { Draft, ProjectRun } from './run.js';

/** Returns the page that deletes facts. */
export const goneDraft = (
  { api: { place } }: Pick<ProjectRun, 'api'>,
  gone: GoneBody['gone'],
): Draft => {
  const body: GoneBody = { place, gone };
  return { kind: 'gone', body, items: gone.length };
};

/** Deletes items, as one page for so many of them. */
export function* deleteItems(run: ProjectRun, deleted: readonly Deleted[]): Generator<Draft> {
  for (const some of chunksOf(deleted, BATCH_MOST)) {
    for (const { number } of some) run.own.known.delete(number);
    const gone = some.map(
      ({ number, at }) => ({ kind: 'WORK_ITEM', id: String(number), at }) as const,
    );
    yield goneDraft(run, gone);
  }
}

/** Notes which project holds an item, now alone. */
function noteHome({ state, own }: ProjectRun, number: number): void {
  for (const { known } of Object.values(state)) known.delete(number);
  own.known.add(number);
}

const highest = (numbers: ReadonlySet<number>, count: number): readonly number[] =>
  [...numbers].sort((left, right) => right - left).slice(0, count);

/** Reads what is to be read, the newest items first. */
async function* readPending(run: ProjectRun): AsyncGenerator<Draft> {
  const { own, brought } = run;
  let legend: Legend | null = null;
  while (own.pending.size > 0) {
    legend ??= await readLegend(run);
    const numbers = highest(own.pending, ITEMS_AT_ONCE);
    const body = await bodyOf(run, numbers, legend);
    for (const number of numbers) own.pending.delete(number);
    for (const node of body.items) noteHome(run, numberOf(node));
    const items = body.items.length;
    brought.items += items;
    if (items > 0) yield { kind: 'items', body, items, total: brought.items + own.pending.size };
  }
}

/** Reads what changed since the last run: what was deleted, then all that is to be read. */
export async function* itemSteps(run: ProjectRun): AsyncGenerator<Draft> {
  const isFresh = run.own.known.size === 0;
  const deleted = await readFeeds(run);
  if (!isFresh) yield* deleteItems(run, deleted);
  yield* readPending(run);
}
