import { createHash } from 'node:crypto';
import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
import { type ListPage, readPage } from '../gitlab-api/api.js';
import { bodyOf, type Draft, type Run as RunOf } from '../gitlab-api/reading/run.js';
import type { ProjectState, TagsState } from '../gitlab-api/reading/state.js';
import { keptTag } from './kept.js';
import type { GitlabSettings } from './settings.js';
import { wireTag } from './wire.js';

type Run = RunOf<GitlabSettings>;

/** Tags that were set so long after their commits are found by the sweep. */
const LATE_DAYS = 14;
const newestFirst = { order_by: 'updated', sort: 'desc' };

const askTags = ({ api }: Run, id: number, page: number): Promise<ListPage | null> =>
  readPage(api, `projects/${id}/repository/tags`, { query: newestFirst, page });

/** Distinguishes states of the list by its newest tags, and how many there are where GitLab says it. */
function markOf({ nodes, answer }: ListPage): string {
  const total = answer.headers.get('x-total') ?? '';
  const shown = JSON.stringify(nodes.map(keptTag));
  return createHash('sha256').update(`${total} ${shown}`).digest('base64url').slice(0, 16);
}

const nameIn = (node: unknown): string[] => {
  const { data } = wireTag.safeParse(node);
  return data ? [data.name] : [];
};

function isBefore(nodes: readonly unknown[], instant: Instant): boolean {
  const { data } = wireTag.safeParse(nodes.at(-1));
  const at = data?.created_at ?? data?.commit?.committed_date ?? null;
  return at !== null && at < instant;
}

type Walk = NonNullable<TagsState['walk']>;

/** Returns how the state goes on after a page. */
function stateAfter(
  { state }: Run,
  known: TagsState,
  walk: Walk,
  { nodes, next }: ListPage,
): TagsState {
  const { mark, isAll } = walk;
  const isOld = !isAll && isBefore(nodes, state.lookedAt - LATE_DAYS * DAY_MILLISECONDS);
  if (next === null) return { mark, whole: mark };
  if (isOld) return { mark, whole: known.whole };
  return {
    ...known,
    walk: { ...walk, page: next, names: [...walk.names, ...nodes.flatMap(nameIn)] },
  };
}

/** Returns the walk to begin with a first page; null if nothing changed. */
function walkFor({ context }: Run, known: TagsState | undefined, first: ListPage): Walk | null {
  const mark = markOf(first);
  const isAll = !known || (context.pass === 'SWEEP' && known.whole !== mark);
  if (known?.mark === mark && !isAll) return null;
  return { page: 1, mark, names: [], isAll };
}

/** Returns the page of tags, and moves the state on past it. */
function draftOfTags(run: Run, id: number, project: ProjectState, page: ListPage, walk: Walk) {
  const before = project.tags ?? { mark: '', whole: null };
  const nodes = page.nodes.map(keptTag);
  project.tags = stateAfter(run, before, walk, page);
  const whole = page.next === null ? { isWhole: true, names: walk.names } : {};
  const body = { ...bodyOf(run, { id, path: project.path }, nodes), ...whole };
  return { kind: 'tags', body, items: nodes.length };
}

/** Yields pages of the tags of a project where they changed. Where all are read, the last page says that there are no others. */
export async function* walkTags(
  run: Run,
  id: number,
  project: ProjectState,
  isChanged: boolean,
): AsyncGenerator<Draft> {
  const begun = project.tags?.walk;
  const isDue = isChanged || !project.tags || begun !== undefined;
  if (!run.settings.tags || !isDue) return;
  let page = await askTags(run, id, begun?.page ?? 1);
  let walk = begun ?? (page && walkFor(run, project.tags, page));
  while (page && walk) {
    yield draftOfTags(run, id, project, page, walk);
    walk = project.tags?.walk ?? null;
    page = walk && (await askTags(run, id, walk.page));
  }
}
