import type { Instant } from '../../model/time.js';
import { readPage } from '../gitlab-api/api.js';
import { lists } from './lists.js';
import { withNumbers } from './number-ranges.js';
import { markOf, type Raw } from './read-details.js';
import { bodyOf, type Draft, type Run } from './run.js';
import type { ListKey, ListState, ProjectState } from './state.js';

/** Milliseconds that are read twice: updates of one moment come in any order. */
export const OVERLAP_MILLISECONDS = 5 * 60_000;
/** Each element takes some calls more, so that a page stands within seconds. */
export const PER_PAGE = 20;

/** The list that is walked. */
export interface Walked {
  readonly id: number;
  readonly known: ProjectState;
  readonly key: ListKey;
}

export const iso = (at: Instant): string => new Date(at).toISOString();
export const marksOf = (nodes: readonly Raw[]) => nodes.flatMap((node) => markOf(node) ?? []);

/** An element that is listed again as it was read. */
export const isRead = (seen: Readonly<Record<string, number>>, node: Raw): boolean => {
  const mark = markOf(node);
  return mark !== null && seen[mark.iid] === mark.at;
};

/** Asks for a page of a window of dates, which no offset of many pages is needed for. Null if the list cannot be read. */
export async function askWindow(
  { api }: Run,
  { id, key }: Walked,
  window: Readonly<Record<string, string>>,
  page: number,
): Promise<readonly Raw[] | null> {
  const { path, query } = lists[key];
  const asked = { ...query, order_by: 'updated_at', ...window };
  const listed = await readPage(api, `projects/${id}/${path}`, {
    query: asked,
    page,
    perPage: PER_PAGE,
  });
  return listed && (listed.nodes as readonly Raw[]);
}

/** Notes what was read, and forgets what no list of changes will show again. */
export function note({ api }: Run, list: ListState, nodes: readonly Raw[], seen: Instant): void {
  list.seen = Math.max(list.seen, Math.min(seen, api.now()));
  const from = list.seen - OVERLAP_MILLISECONDS;
  for (const { iid, at } of marksOf(nodes)) list.recent[iid] = at;
  for (const [iid, at] of Object.entries(list.recent)) if (at < from) delete list.recent[iid];
  list.known = withNumbers(
    list.known,
    marksOf(nodes).map(({ iid }) => iid),
  );
}

/** Reads what belongs to the elements, one after another. Returns the page of them. */
export async function draftOf(run: Run, walked: Walked, nodes: readonly Raw[]): Promise<Draft> {
  const { api, settings, context } = run;
  const { id, known, key } = walked;
  const { complete, page, more } = lists[key];
  const whole: object[] = [];
  for (const node of nodes) {
    context.signal.throwIfAborted();
    const completed = await complete(api, settings, id, node);
    if (completed) whole.push(completed);
  }
  const body = { ...bodyOf(run, { id, path: known.path }, whole), ...more(settings) };
  return { kind: page, body, items: whole.length };
}
