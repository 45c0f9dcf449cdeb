import { chunksOf } from '../chunks-of.js';
import type { Page, SourceContext } from '../provider.js';
import { bodyOf, ITEMS_AT_ONCE } from './reading/fetch-items.js';
import { readLegend } from './reading/legend.js';
import { openProjects } from './reading/run.js';
import { goneAt } from './reading/sweep.js';
import type { BoardsSettings } from './settings.js';
import type { GoneBody } from './wire.js';

interface Nudge {
  readonly kind: string;
  readonly number: number;
  /** Id or name of the project. */
  readonly project: string;
}

/** A name of a project has no slash. */
const nudgesIn = (nudges: readonly string[]): readonly Nudge[] =>
  [...new Set(nudges)].flatMap((nudge) => {
    const [kind = '', number, project] = nudge.split('/');
    return project && /^\d+$/.test(number ?? '') ? [{ kind, number: Number(number), project }] : [];
  });

type Draft = Pick<Page, 'kind' | 'body' | 'items'>;
type Opened = Awaited<ReturnType<typeof openProjects>>;
type Place = Opened & { readonly project: Opened['projects'][number] };

async function* itemPages(
  place: Place,
  settings: BoardsSettings,
  numbers: readonly number[],
): AsyncGenerator<Draft> {
  if (numbers.length === 0) return;
  const legend = await readLegend({ ...place, settings });
  for (const some of chunksOf(numbers, ITEMS_AT_ONCE)) {
    const body = await bodyOf(place, some, legend);
    if (body.items.length > 0)
      yield { kind: 'items', body: JSON.stringify(body), items: body.items.length };
  }
}

/** Yields deletions of items that Azure does not find either. */
async function* deletedPages(
  place: Place,
  numbers: readonly number[],
  { now }: SourceContext,
): AsyncGenerator<Draft> {
  const gone: GoneBody['gone'][number][] = [];
  for (const number of numbers) {
    const at = await goneAt(place, number, now);
    if (at !== null) gone.push({ kind: 'WORK_ITEM', id: String(number), at });
  }
  const body: GoneBody = { place: place.api.place, gone };
  if (gone.length > 0) yield { kind: 'gone', body: JSON.stringify(body), items: gone.length };
}

/** Reads by number what deliveries pointed at, in the projects that the settings name. */
export async function* fetchNudged(
  settings: BoardsSettings,
  nudges: readonly string[],
  context: SourceContext,
): AsyncGenerator<Page> {
  const wanted = nudgesIn(nudges);
  if (wanted.length === 0) return;
  const opened = await openProjects(settings, context);
  const page = (draft: Draft): Page => ({ ...draft, fetchedAt: context.now, cursor: null });
  for (const project of opened.projects) {
    const names = [project.id, project.name].map((name) => name.toLowerCase());
    const own = wanted.filter((nudge) => names.includes(nudge.project.toLowerCase()));
    const numbersOf = (kind: string) =>
      own.filter((nudge) => nudge.kind === kind).map(({ number }) => number);
    const place = { ...opened, project };
    for await (const draft of itemPages(place, settings, numbersOf('item'))) yield page(draft);
    for await (const draft of deletedPages(place, numbersOf('deleted'), context)) yield page(draft);
  }
}
