import { notFound, type SpotCheck } from '../discover.js';
import { openApi } from '../github-api/api.js';
import { numberedId } from '../github-api/ids.js';
import { isSelected } from '../github-api/repositories.js';
import type { SourceContext } from '../provider.js';
import { askNamed } from './fetch-nudged.js';
import { issuesOf } from './lists.js';
import { onePullRequest } from './queries.js';
import type { Place } from './round.js';
import type { GithubSettings } from './settings.js';

interface Found {
  readonly title: string;
  readonly state: string;
  readonly updatedAt: string;
}
interface Numbered extends Place {
  readonly pullRequest?: Found | null;
  readonly issue?: Found | null;
}

const WHAT = /^([\w-]+)\/([\w.-]+)#(\d+)$/;

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
    const repository = await askNamed<Numbered>({ api }, document, { owner, name, number });
    const found = repository?.pullRequest ?? repository?.issue;
    if (!repository || !found) continue;
    const isRead = isSelected(settings, repository.nameWithOwner);
    const factId = numberedId(api.host, repository.databaseId, number);
    const message = `${sentenceOf(found)}${isRead ? '' : ' The settings leave its repository out.'}`;
    return { found: true, factId, message };
  }
  return notFound(`GitHub shows no ${what.trim()} to this credential: it is not there, or hidden.`);
}
