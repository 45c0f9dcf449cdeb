import type { GithubApi } from '../github-api/api.js';
import { checkAccess, itemOf } from '../github-api/check-access.js';
import type { ListedRepository } from '../github-api/repositories.js';
import type { CheckItem, CheckReport, SourceContext } from '../provider.js';
import { statusesOfDeployments } from './queries.js';
import type { ActionsSettings } from './settings.js';

type Sample = Pick<ListedRepository, 'full_name'>;

/** Runs can be read where their list can be. */
const checkRuns = ({ rest }: GithubApi, { full_name: name }: Sample): Promise<CheckItem> =>
  itemOf(
    'Workflow runs',
    async () => {
      await rest.ask(`repos/${name}/actions/runs`, { query: { per_page: 1 } });
      return `They can be read in ${name}.`;
    },
    { permission: 'actions:read' },
  );

/** Deployments are listed over REST and their histories read over GraphQL. */
const checkDeployments = (api: GithubApi, { full_name: name }: Sample): Promise<CheckItem> =>
  itemOf(
    'Deployments',
    async () => {
      await api.rest.ask(`repos/${name}/deployments`, { query: { per_page: 1 } });
      await api.graphql(statusesOfDeployments, { ids: [] });
      return `They can be read in ${name}.`;
    },
    { permission: 'deployments:read', optional: true },
  );

const notWanted: CheckItem = {
  what: 'Deployments',
  ok: true,
  message: 'They are not read: the settings say so.',
  optional: true,
};

/**
 * Checks that GitHub can be reached, which repositories are visible, and each missing permission,
 * by GitHub's own name.
 */
export const check = (settings: ActionsSettings, context: SourceContext): Promise<CheckReport> =>
  checkAccess(settings, context, async (api, repositories) => {
    // A public repository shows its runs to anybody.
    const sample = repositories.find((one) => one.private) ?? repositories[0];
    if (!sample) return [];
    return Promise.all([
      checkRuns(api, sample),
      settings.readsDeployments ? checkDeployments(api, sample) : notWanted,
    ]);
  });
