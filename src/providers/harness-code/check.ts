import { checkAccess, itemOf } from '../harness-api/check-access.js';
import type { CheckItem, CheckReport, SourceContext } from '../provider.js';
import { listPullRequests } from './read-pull-requests.js';
import { type Listed, pathBelow, readRepositories } from './repositories.js';
import { type CodeSettings, REPOSITORY_VIEW } from './settings.js';

/** One item for each repository that the settings name and the token does not see. */
const unseen = ({ repositories }: CodeSettings, seen: readonly Listed[]): CheckItem[] =>
  repositories
    .filter((path) => !seen.some((one) => pathBelow(one) === path))
    .map((path) => ({
      what: `Repository ${path}`,
      ok: false,
      permission: REPOSITORY_VIEW,
      message: `The token sees no repository ${path}: correct the path, or grant ${REPOSITORY_VIEW} there.`,
    }));

/** Checks that Harness takes the token, and that repositories and their pull requests can be read. */
export const check = (settings: CodeSettings, context: SourceContext): Promise<CheckReport> =>
  checkAccess(settings, context, async (account) => {
    const seen: Listed[] = [];
    const about = { what: 'Repositories', permission: REPOSITORY_VIEW };
    const repositories = await itemOf(about, 'in the account', async () => {
      seen.push(...(await readRepositories(account, settings)));
      const [first] = seen;
      if (!first)
        throw new Error(`The token sees no repository: grant the account ${REPOSITORY_VIEW}.`);
      await listPullRequests(account, first, { page: 1, sort: 'number' }, 1);
      return `${seen.length} can be read.`;
    });
    return [repositories, ...(repositories.ok ? unseen(settings, seen) : [])];
  });
