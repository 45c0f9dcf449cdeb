import { type AzureApi, inProject, openAzure } from '../azure-api/api.js';
import type { Place, RepositoriesBody } from '../azure-api/repositories.js';
import { shortName } from '../azure-api/repositories.js';
import { parseJson } from '../http/answer.js';
import type { Page, SourceContext } from '../provider.js';
import { completePullRequest, type RawPullRequest } from './complete.js';
import { placeOf } from './round.js';
import { type AzureReposSettings, isSelected } from './settings.js';
import { completeTags, listTags } from './tags.js';
import type { GoneBody, PullRequestsBody, TagsBody } from './wire.js';

interface Asked {
  readonly api: AzureApi;
  readonly settings: AzureReposSettings;
}
interface Nudge {
  readonly what: string;
  readonly project: string;
  readonly repository: string;
  readonly number: string;
}
interface Built {
  readonly kind: string;
  readonly body: Place;
}
interface RawRepository {
  readonly name: string;
  readonly project: { readonly name: string };
}

const NOT_THERE = 404;
const NUDGE = /^(pull|repository|tags)\/([\w.-]+)\/([\w.-]+)(?:\/(\d+))?$/;

function readNudge(text: string): Nudge | null {
  const [, what, project, repository, number = ''] = NUDGE.exec(text) ?? [];
  return what && project && repository ? { what, project, repository, number } : null;
}

/** Returns what Azure has below a repository; null if it is not there. */
async function askBelow<Value>(
  { api }: Asked,
  { project, repository }: Nudge,
  path: string,
): Promise<Value | null> {
  const below = inProject(project, `git/repositories/${repository}${path}`);
  const answer = await api.core.ask(below, { allowed: [NOT_THERE] });
  return answer.status === NOT_THERE ? null : parseJson<Value>(answer);
}

async function readPull(asked: Asked, nudge: Nudge): Promise<Built | null> {
  const raw = await askBelow<RawPullRequest>(asked, nudge, `/pullRequests/${nudge.number}`);
  const { project, name } = raw?.repository ?? {};
  if (!raw || !isSelected(asked.settings, project?.name ?? '', name ?? '')) return null;
  const { bots } = asked.settings;
  const nodes = [await completePullRequest(asked.api, raw)];
  const body: PullRequestsBody = { ...placeOf(asked), ...{ bots, nodes } };
  return { kind: 'pull-requests', body };
}

const isMeant = ({ settings }: Asked, found: RawRepository): boolean =>
  isSelected(settings, found.project.name, found.name);

/** A repository that a delivery names and Azure does not have is gone. */
async function readRepository(asked: Asked, nudge: Nudge): Promise<Built | null> {
  const found = await askBelow<RawRepository>(asked, nudge, '');
  if (found === null) {
    const gone: GoneBody = { ...placeOf(asked), repositories: [nudge.repository] };
    return { kind: 'gone', body: gone };
  }
  if (!isMeant(asked, found)) return null;
  const body: RepositoriesBody = { ...placeOf(asked), nodes: [found] };
  return { kind: 'repositories', body };
}

/** The newest tags stand anywhere in the list, so that all of a repository are read. */
async function readTags(asked: Asked, nudge: Nudge): Promise<Built | null> {
  const { api, settings } = asked;
  const { project, repository } = nudge;
  const found = settings.tags ? await askBelow<RawRepository>(asked, nudge, '') : null;
  if (found === null || !isMeant(asked, found)) return null;
  const refs = await listTags(api, project, repository);
  const nodes = await completeTags(api, project, repository, refs);
  const names = refs.map(({ name }) => shortName(name));
  const body: TagsBody = { ...placeOf(asked), ...{ repository, names, nodes } };
  return { kind: 'tags', body };
}

const readers: ReadonlyMap<string, (asked: Asked, nudge: Nudge) => Promise<Built | null>> = new Map(
  [
    ['pull', readPull],
    ['repository', readRepository],
    ['tags', readTags],
  ],
);

/** Yields pages of the entities that deliveries only pointed at, each read once. Throws what the API throws. */
export async function* fetchNudged(
  settings: AzureReposSettings,
  nudges: readonly string[],
  context: SourceContext,
): AsyncGenerator<Page> {
  const asked: Asked = { api: openAzure(settings, context), settings };
  for (const text of new Set(nudges)) {
    const nudge = readNudge(text);
    if (!nudge) continue;
    context.signal.throwIfAborted();
    const built = await readers.get(nudge.what)?.(asked, nudge);
    if (!built) continue;
    const { kind, body } = built;
    yield { kind, body: JSON.stringify(body), fetchedAt: context.now, cursor: null };
  }
}
