import type { SpotCheck } from '../discover.js';
import { type GithubApi, openApi } from '../github-api/api.js';
import { GraphqlRefusal } from '../github-api/graphql-answer.js';
import { numberedId } from '../github-api/ids.js';
import { isSelected } from '../github-api/repositories.js';
import type { SourceContext } from '../provider.js';
import { issuesOf } from './lists.js';
import { onePullRequest } from './queries.js';
import type { Place } from './round.js';
import type { GithubSettings } from './settings.js';

interface Found {
  readonly title: string;
  readonly state: string;
  readonly updatedAt: string;
}
interface Answer {
  readonly repository:
    | (Place & { readonly pullRequest?: Found | null; readonly issue?: Found | null })
    | null;
}

const WHAT = /^([\w-]+)\/([\w.-]+)#(\d+)$/;
const notFound = (message: string): SpotCheck => ({ found: false, factId: null, message });

async function ask(
  api: GithubApi,
  document: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Answer['repository']> {
  try {
    return (await api.graphql<Answer>(document, variables)).repository;
  } catch (error) {
    if (error instanceof GraphqlRefusal && error.types.includes('NOT_FOUND')) return null;
    throw error;
  }
}

const sentenceOf = ({ title, state, updatedAt }: Found): string =>
  `GitHub has "${title}", ${state}, updated ${updatedAt}.`;

/** Looks up `owner/name#42`, a pull request or an issue. Throws what the API throws. */
export async function spotCheck(
  settings: GithubSettings,
  what: string,
  context: SourceContext,
): Promise<SpotCheck> {
  const [, owner, name, digits] = WHAT.exec(what.trim()) ?? [];
  if (owner === undefined || name === undefined) return notFound('Write it as owner/name#42.');
  const api = openApi(settings, context);
  const number = Number(digits);
  for (const document of [onePullRequest, issuesOf(api.host).one]) {
    const repository = await ask(api, document, { owner, name, number });
    const found = repository?.pullRequest ?? repository?.issue;
    if (!repository || !found) continue;
    const isRead = isSelected(settings, repository.nameWithOwner);
    const factId = numberedId(api.host, repository.databaseId, number);
    const message = `${sentenceOf(found)}${isRead ? '' : ' The settings leave its repository out.'}`;
    return { found: true, factId, message };
  }
  return notFound(`GitHub shows no ${what.trim()} to this credential: it is not there, or hidden.`);
}
