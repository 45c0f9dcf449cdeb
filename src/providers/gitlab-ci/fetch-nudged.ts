import { isSelected } from '../gitlab-api/access.js';
import { openApi, readPage } from '../gitlab-api/api.js';
import { readProject, wireProject } from '../gitlab-api/projects.js';
import {
  type Asked as AskedWith,
  bodyOf,
  type Draft,
  type Raw,
} from '../gitlab-api/reading/run.js';
import type { Page, SourceContext } from '../provider.js';
import { lists } from './lists.js';
import { readDeployment, readPipelineOf } from './read-details.js';
import type { GitlabCiSettings } from './settings.js';

type Asked = AskedWith<GitlabCiSettings>;

interface Nudge {
  readonly what: 'pipeline' | 'deployments';
  readonly project: number;
  readonly id: number;
}

function readNudge(text: string): Nudge | null {
  const [, what, project, id] = /^(pipeline|deployments)\/(\d+)\/(\d+)$/.exec(text) ?? [];
  return what === undefined
    ? null
    : { what: what as Nudge['what'], project: Number(project), id: Number(id) };
}

/** So many of the last changed deployments are read, the one that a delivery names among them. */
const RECENT = 20;

/** A deployment has no page of its own in the form of the list, so the last changed are read. */
async function readDeployments(asked: Asked, project: number): Promise<object[]> {
  const query = { order_by: 'updated_at', sort: 'desc' };
  const path = `projects/${project}/deployments`;
  const listed = await readPage(asked.api, path, { query, perPage: RECENT });
  const nodes = (listed?.nodes ?? []) as readonly Raw[];
  return Promise.all(nodes.map((node) => readDeployment(asked, project, node)));
}

async function nodesOf(asked: Asked, { what, project, id }: Nudge): Promise<object[]> {
  if (what === 'deployments') return readDeployments(asked, project);
  const node = await readPipelineOf(asked, project, id);
  return node ? [node] : [];
}

async function draftOf(asked: Asked, nudge: Nudge): Promise<Draft | null> {
  const { api, settings } = asked;
  const { what, project: id } = nudge;
  const { data } = wireProject.safeParse(await readProject(api, id));
  if (!data || !isSelected(settings, data.path_with_namespace)) return null;
  const { page, isWanted, more } = lists[what === 'pipeline' ? 'pipelines' : 'deployments'];
  if (!isWanted(settings)) return null;
  const nodes = await nodesOf(asked, nudge);
  const body = {
    ...bodyOf(asked, { id, path: data.path_with_namespace }, nodes),
    ...more(settings),
  };
  return nodes.length > 0 ? { kind: page, body } : null;
}

/** One list answers all deliveries of the deployments of a project. */
const questionOf = (text: string): string => text.replace(/^(deployments\/\d+)\/\d+$/, '$1');

/** Yields pages of what deliveries pointed at, each read once. Projects that the settings exclude are skipped. Throws what the client throws. */
export async function* fetchNudged(
  settings: GitlabCiSettings,
  nudges: readonly string[],
  context: SourceContext,
): AsyncGenerator<Page> {
  const asked: Asked = { api: openApi(settings, context), settings, context };
  for (const text of new Map(nudges.map((one) => [questionOf(one), one])).values()) {
    const nudge = readNudge(text);
    if (!nudge) continue;
    context.signal.throwIfAborted();
    const draft = await draftOf(asked, nudge);
    if (draft)
      yield { ...draft, body: JSON.stringify(draft.body), fetchedAt: context.now, cursor: null };
  }
}
