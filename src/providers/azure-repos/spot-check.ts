import { inProject, openAzure } from '../azure-api/api.js';
import { notFound, type SpotCheck } from '../discover.js';
import { parseJson } from '../http/answer.js';
import type { SourceContext } from '../provider.js';
import type { AzureReposSettings } from './settings.js';
import { pullRequestId } from './to-pull-request.js';

interface Found {
  readonly title?: string | null;
  readonly status?: string | null;
  readonly repository: { readonly id: string };
}

const WHAT = /^([^/#]+)\/([^/#]+)[#!](\d+)$/;

/** Looks up `project/repository#42`, a pull request. Throws what the API throws. */
export async function spotCheck(
  settings: AzureReposSettings,
  what: string,
  context: SourceContext,
): Promise<SpotCheck> {
  const [, project, repository, number] = WHAT.exec(what.trim()) ?? [];
  if (!project || !repository) return notFound('Write it as project/repository#42.');
  const api = openAzure(settings, context);
  const below = `git/repositories/${encodeURIComponent(repository)}/pullRequests/${number}`;
  const answer = await api.core.ask(inProject(project, below), { allowed: [404] });
  if (answer.status === 404)
    return notFound(
      `Azure DevOps shows no ${what.trim()} to this token: it is not there, or hidden.`,
    );
  const { title, status, repository: home } = parseJson<Found>(answer);
  return {
    found: true,
    factId: pullRequestId(api.place, home.id, Number(number)),
    message: `Azure DevOps has "${title ?? ''}", ${status ?? 'of no status'}.`,
  };
}
