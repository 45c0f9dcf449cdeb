import { type HarnessAccount, isRefusal, openAccount } from '../harness-api/api.js';
import { isIncluded } from '../harness-api/projects.js';
import type { Page, SourceContext } from '../provider.js';
import { readPullRequest } from './read-pull-requests.js';
import { findRepository, pathBelow } from './repositories.js';
import { pullRequestsBody } from './session.js';
import type { CodeSettings } from './settings.js';

/** Returns the pull request that a delivery points at, as text. */
export const nudgeOf = (path: string, number: number): string => `${path}#${number}`;

const NUDGE = /^(?<path>[^#]+)#(?<number>\d+)$/;

/** True if the settings include a repository by its path. */
function isWanted(settings: CodeSettings, path: string): boolean {
  const [account, ...below] = path.split('/');
  const [organization = '', id = ''] = below.slice(0, -1);
  const { organizations, projects, repositories } = settings;
  const isAll = organizations.length === 0 && projects.length === 0;
  return (
    account === settings.account &&
    (repositories.length === 0 || repositories.includes(pathBelow({ path }))) &&
    (isAll || isIncluded(settings, { organization, id }))
  );
}

interface Reader {
  readonly account: HarnessAccount;
  readonly settings: CodeSettings;
  readonly context: SourceContext;
}

/** Returns the page of a pull request; null if there is none, or Harness refuses it. */
async function pageOf({ account, settings, context }: Reader, path: string, number: number) {
  try {
    const repository = await findRepository(account, path);
    const node = repository ? await readPullRequest(account, repository, number) : null;
    if (!(repository && node)) return null;
    const body = JSON.stringify(pullRequestsBody(account, settings, repository, [node]));
    return { kind: 'PULL_REQUESTS', body, fetchedAt: context.now, cursor: null, items: 1 };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    context.log('warn', `${nudgeOf(path, number)} is skipped: ${error.message}`);
    return null;
  }
}

/** Yields pages of the pull requests that deliveries pointed at, each once, of the repositories that the settings include. */
export async function* fetchNudged(
  settings: CodeSettings,
  nudges: readonly string[],
  context: SourceContext,
): AsyncGenerator<Page> {
  const reader = { account: openAccount(settings, context), settings, context };
  for (const text of new Set(nudges)) {
    const { path = '', number = '' } = NUDGE.exec(text)?.groups ?? {};
    if (path === '' || !isWanted(settings, path)) continue;
    const page = await pageOf(reader, path, Number(number));
    if (page) yield page;
  }
}
