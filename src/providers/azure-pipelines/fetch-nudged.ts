import { inProject, type WireList } from '../azure-api/api.js';
import { parseJson } from '../http/answer.js';
import type { Page, SourceContext } from '../provider.js';
import { completeBuild, type RawBuild } from './builds.js';
import { recordsOfBuild } from './environments.js';
import { deploymentsDraft, listDeployments } from './releases.js';
import {
  type Asked,
  bodyOf,
  type Draft,
  openPipelines,
  type ProjectName,
  unlessRefused,
} from './round.js';
import { type AzurePipelinesSettings, isMeant } from './settings.js';
import type { BuildsBody } from './wire.js';

interface RawRelease {
  readonly id: number;
  readonly createdOn?: string | null;
}
interface RawProject {
  readonly id: string;
  readonly name: string;
}

const GONE = 404;
const NUDGE = /^(build|release)\/([\w.-]+)\/(\d+)$/;

/** Returns what Azure has at a path; null if it is not there. */
async function askFor<Value>(
  client: Asked['api']['core'],
  path: string,
  query: Readonly<Record<string, string>> = {},
): Promise<Value | null> {
  const answer = await client.ask(path, { query, allowed: [GONE] });
  return answer.status === GONE ? null : parseJson<Value>(answer);
}

/** Returns the project, which pages name; null if the settings mean others. */
async function projectOf({ api, settings }: Asked, id: string): Promise<ProjectName | null> {
  const found = await askFor<RawProject>(api.core, `_apis/projects/${encodeURIComponent(id)}`);
  const words = settings.projects.map((word) => word.toLowerCase());
  const isWanted =
    found !== null &&
    (words.length === 0 || [found.id, found.name].some((one) => words.includes(one.toLowerCase())));
  return isWanted ? { id: found.id, name: found.name } : null;
}

async function* readBuild(asked: Asked, project: ProjectName, id: string): AsyncGenerator<Draft> {
  const path = inProject(project.id, `build/builds/${id}`);
  const raw = await askFor<RawBuild>(asked.api.core, path);
  if (raw === null || !isMeant(asked.settings, raw.definition?.name)) return;
  const nodes = [await completeBuild(asked, project, raw)];
  const body: BuildsBody = { ...bodyOf(asked, project), nodes };
  yield { kind: 'builds', body, items: 1 };
  if (asked.settings.readsEnvironments)
    yield* unlessRefused(
      asked,
      `Environments of ${project.name}`,
      recordsOfBuild(asked, project, Number(id)),
    );
}

/** The deployments of one release are found among those that changed since it was created. */
async function* readRelease(asked: Asked, project: ProjectName, id: string): AsyncGenerator<Draft> {
  if (!asked.settings.readsReleases) return;
  const path = inProject(project.id, 'release/releases');
  const found = await askFor<WireList<RawRelease>>(asked.api.releases, path, {
    releaseIdFilter: id,
  });
  const release = found?.value?.[0];
  if (!release) return;
  const pages = listDeployments(asked, project.id, { minStartedTime: release.createdOn ?? '' });
  for await (const { values } of pages) {
    const own = values.filter(
      (one) =>
        one.release?.id === release.id && isMeant(asked.settings, one.releaseDefinition?.name),
    );
    if (own.length > 0) yield deploymentsDraft(asked, project, own);
  }
}

async function* readNudge(asked: Asked, text: string): AsyncGenerator<Draft> {
  const [, what, where, id] = NUDGE.exec(text) ?? [];
  const project = where ? await projectOf(asked, where) : null;
  if (project === null || !id) return;
  yield* what === 'build' ? readBuild(asked, project, id) : readRelease(asked, project, id);
}

/** Yields pages of the entities that deliveries only pointed at, each read once. Throws what the API throws. */
export async function* fetchNudged(
  settings: AzurePipelinesSettings,
  nudges: readonly string[],
  context: SourceContext,
): AsyncGenerator<Page> {
  const asked = openPipelines(settings, context);
  for (const text of new Set(nudges)) {
    context.signal.throwIfAborted();
    for await (const { body, ...draft } of readNudge(asked, text))
      yield { ...draft, body: JSON.stringify(body), fetchedAt: context.now, cursor: null };
  }
}
