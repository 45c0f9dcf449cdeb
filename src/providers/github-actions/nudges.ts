import { type GithubApi, openApi } from '../github-api/api.js';
import { isSelected } from '../github-api/repositories.js';
import { parseJson } from '../http/answer.js';
import type { Page, SourceContext } from '../provider.js';
import { readDeployment } from './read-deployments.js';
import { readerOf, readRun } from './read-runs.js';
import { type Listed, listedOf } from './repositories.js';
import { headOf } from './session.js';
import type { ActionsSettings } from './settings.js';

/** The entity that a delivery points at, kept as text. */
export interface Nudge {
  readonly kind: 'run' | 'deployment';
  readonly fullName: string;
  readonly id: number;
}

export const nudgeOf = (kind: Nudge['kind'], fullName: string, id: number): string =>
  `${kind}/${fullName}/${id}`;

const NUDGE = /^(?<kind>run|deployment)\/(?<fullName>[\w.-]+\/[\w.-]+)\/(?<id>\d+)$/;

function readNudge(text: string): Nudge | null {
  const { kind, fullName, id } = NUDGE.exec(text)?.groups ?? {};
  if (fullName === undefined) return null;
  return { kind: kind as Nudge['kind'], fullName, id: Number(id) };
}

/** Looks a repository up by its name; null if the credential sees none. Renames are followed. */
export async function findRepository(
  { rest }: GithubApi,
  fullName: string,
): Promise<Listed | null> {
  const answer = await rest.ask(`repos/${fullName}`, { allowed: [403, 404, 410, 451] });
  return answer.status === 200 ? listedOf(parseJson(answer)) : null;
}

async function pageOf(
  api: GithubApi,
  settings: ActionsSettings,
  repository: Listed,
  { kind, id }: Nudge,
  context: SourceContext,
): Promise<Page | null> {
  const { fullName } = repository;
  const nodes =
    kind === 'run'
      ? await readRun(readerOf({ api, settings, context }, fullName), id)
      : await readDeployment(api, fullName, id);
  if (nodes.length === 0) return null;
  return {
    kind: kind === 'run' ? 'RUNS' : 'DEPLOYMENTS',
    body: JSON.stringify({ ...headOf(api.host, repository, settings), nodes }),
    fetchedAt: context.now,
    cursor: null,
    items: nodes.length,
  };
}

const isWanted = (settings: ActionsSettings, { kind, fullName }: Nudge): boolean =>
  isSelected(settings, fullName) && (kind === 'run' || settings.readsDeployments);

/** Yields pages of the runs and deployments that deliveries pointed at, each once. Repositories that the settings leave out stay out. */
export async function* fetchNudged(
  settings: ActionsSettings,
  nudges: readonly string[],
  context: SourceContext,
): AsyncGenerator<Page> {
  const api = openApi(settings, context);
  const repositories = new Map<string, Listed | null>();
  for (const text of new Set(nudges)) {
    const nudge = readNudge(text);
    if (!(nudge && isWanted(settings, nudge))) continue;
    const { fullName } = nudge;
    if (!repositories.has(fullName))
      repositories.set(fullName, await findRepository(api, fullName));
    const repository = repositories.get(fullName);
    const page = repository ? await pageOf(api, settings, repository, nudge, context) : null;
    if (page) yield page;
  }
}
