import type { Instant } from '../../../model/time.js';
import { readPage } from '../api.js';
import { withNumbers } from './number-ranges.js';
import {
  bodyOf,
  type Draft,
  type List,
  type Mark,
  type Raw,
  type ReadingSettings,
  type Run,
} from './run.js';
import type { ListState, ProjectState } from './state.js';

/** Milliseconds that are read twice: updates of one moment come in any order. */
export const OVERLAP_MILLISECONDS = 5 * 60_000;

/** The list of a project that is walked. */
export interface Walked<Settings> {
  readonly id: number;
  readonly known: ProjectState;
  readonly key: string;
  readonly list: List<Settings>;
}

export const iso = (at: Instant): string => new Date(at).toISOString();

export const marksOf = <Settings>(
  { list: { markOf } }: Pick<Walked<Settings>, 'list'>,
  nodes: readonly Raw[],
): Mark[] => nodes.flatMap((node) => markOf(node) ?? []);

/** Returns the elements that are not listed again as they were read. */
export const freshOf = <Settings>(
  { list: { markOf } }: Walked<Settings>,
  seen: Readonly<Record<string, number>>,
  nodes: readonly Raw[],
): Raw[] =>
  nodes.filter((node) => {
    const mark = markOf(node);
    return mark === null || seen[mark.number] !== mark.at;
  });

/** Asks for a page of a window of dates, which no offset of many pages is needed for. Null if the list cannot be read. */
export async function askWindow<Settings>(
  { api }: Run<Settings>,
  { id, list }: Walked<Settings>,
  window: Readonly<Record<string, string>>,
  page: number,
): Promise<readonly Raw[] | null> {
  const { path, query, perPage } = list;
  const listed = await readPage(api, `projects/${id}/${path}`, {
    query: { ...query, order_by: 'updated_at', ...window },
    ...{ page, perPage },
  });
  return listed && (listed.nodes as readonly Raw[]);
}

/** Returns true, with a warning, if a page of one window is that before it: no end of it is known. False where none was before. */
export function isRepeated<Settings>(
  { context }: Run<Settings>,
  { list, known }: Walked<Settings>,
  before: string | false,
  nodes: readonly Raw[],
): boolean {
  const isSame = nodes.length > 0 && before === JSON.stringify(nodes);
  if (isSame)
    context.log('warn', `${known.path} lists a page of ${list.path} again: it ends here.`);
  return isSame;
}

/** Notes what was read, and forgets what no list of changes will show again. */
export function note<Settings>(
  { api }: Run<Settings>,
  walked: Walked<Settings>,
  state: ListState,
  { nodes, seen }: { readonly nodes: readonly Raw[]; readonly seen: Instant },
): void {
  state.seen = Math.max(state.seen, Math.min(seen, api.now()));
  const from = state.seen - OVERLAP_MILLISECONDS;
  const marks = marksOf(walked, nodes);
  for (const { number, at } of marks) state.recent[number] = at;
  for (const [number, at] of Object.entries(state.recent))
    if (at < from) delete state.recent[number];
  if (walked.list.gone)
    state.known = withNumbers(
      state.known,
      marks.map(({ number }) => number),
    );
}

/** Reads what belongs to the elements, one after another. Returns the page of them. */
export async function draftOf<Settings extends ReadingSettings>(
  run: Run<Settings>,
  { id, known, list }: Walked<Settings>,
  nodes: readonly Raw[],
): Promise<Draft> {
  const whole: object[] = [];
  for (const node of nodes) {
    run.context.signal.throwIfAborted();
    const completed = await list.complete(run, id, node);
    if (completed) whole.push(completed);
  }
  const project = { id, path: known.path };
  const body = { ...bodyOf(run, project, whole), ...list.more(run.settings) };
  return { kind: list.page, body, items: whole.length };
}
