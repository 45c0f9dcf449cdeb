import { isSelected } from '../gitlab-api/access.js';
import { openApi, readPage, UNREADABLE } from '../gitlab-api/api.js';
import { keptProject, readProject, wireProject } from '../gitlab-api/projects.js';
import {
  type Asked as AskedWith,
  bodyOf,
  type Draft,
  type Raw,
} from '../gitlab-api/reading/run.js';
import { parseJson } from '../http/answer.js';
import type { Page, SourceContext } from '../provider.js';
import { keptTag } from './kept.js';
import { lists } from './lists.js';
import type { GitlabSettings } from './settings.js';

type Asked = AskedWith<GitlabSettings>;

interface Nudge {
  readonly what: string;
  readonly project: number;
  readonly iid: number;
}

function readNudge(text: string): Nudge | null {
  const [, what = '', project, iid = 0] =
    /^(pull|issue|tags|project)\/(\d+)(?:\/(\d+))?$/.exec(text) ?? [];
  return project === undefined ? null : { what, project: Number(project), iid: Number(iid) };
}

interface Home {
  readonly id: number;
  readonly path: string;
}

async function readOne(asked: Asked, key: keyof typeof lists, home: Home, iid: number) {
  const { api, settings } = asked;
  const { path, page, complete, more, isWanted } = lists[key];
  if (!isWanted(settings)) return null;
  const answer = await api.ask(`projects/${home.id}/${path}/${iid}`, { allowed: UNREADABLE });
  if (UNREADABLE.includes(answer.status)) return null;
  const node = await complete(asked, home.id, parseJson<Raw>(answer));
  return node && { kind: page, body: { ...bodyOf(asked, home, [node]), ...more(settings) } };
}

/** The newest tags; what lies behind them comes with the next sync. */
async function readTags(asked: Asked, home: Home): Promise<Draft | null> {
  if (!asked.settings.tags) return null;
  const query = { order_by: 'updated', sort: 'desc' };
  const listed = await readPage(asked.api, `projects/${home.id}/repository/tags`, { query });
  if (!listed || listed.nodes.length === 0) return null;
  return { kind: 'tags', body: bodyOf(asked, home, listed.nodes.map(keptTag)) };
}

async function draftOf(asked: Asked, { what, project, iid }: Nudge): Promise<Draft | null> {
  const { api, settings } = asked;
  const node = await readProject(api, project);
  // The sweep finds out whether it is gone or only hidden.
  if (node === null) return null;
  const { data } = wireProject.safeParse(node);
  if (!data || !isSelected(settings, data.path_with_namespace)) return null;
  const home = { id: project, path: data.path_with_namespace };
  if (what === 'pull') return readOne(asked, 'pulls', home, iid);
  if (what === 'issue') return readOne(asked, 'issues', home, iid);
  if (what === 'tags') return readTags(asked, home);
  return { kind: 'projects', body: { place: api.place, nodes: [keptProject(node)] } };
}

/** Yields pages of what deliveries pointed at, each read once. Projects that the settings exclude are skipped. Throws what the client throws. */
export async function* fetchNudged(
  settings: GitlabSettings,
  nudges: readonly string[],
  context: SourceContext,
): AsyncGenerator<Page> {
  const asked: Asked = { api: openApi(settings, context), settings, context };
  for (const text of new Set(nudges)) {
    const nudge = readNudge(text);
    if (!nudge) continue;
    context.signal.throwIfAborted();
    const draft = await draftOf(asked, nudge);
    if (draft)
      yield {
        ...draft,
        body: JSON.stringify(draft.body),
        fetchedAt: context.now,
        cursor: null,
      };
  }
}
