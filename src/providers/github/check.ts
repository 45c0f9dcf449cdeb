import type { GithubApi } from '../github-api/api.js';
import { checkAccess, itemOf } from '../github-api/check-access.js';
import type { ListedRepository } from '../github-api/repositories.js';
import type { CheckItem, CheckReport, SourceContext } from '../provider.js';
import { pullRequests } from './queries.js';
import type { GithubSettings } from './settings.js';

interface Look {
  readonly what: string;
  readonly permission: string;
  readonly isWanted: (settings: GithubSettings) => boolean;
  readonly path: string;
}

const looks: readonly Look[] = [
  {
    what: 'Pull requests',
    permission: 'Pull requests: read',
    isWanted: ({ pullRequests: isOn }) => isOn,
    path: 'pulls',
  },
  {
    what: 'Issues',
    permission: 'Issues: read',
    isWanted: ({ issues }) => issues,
    path: 'issues',
  },
  {
    what: 'Commits and tags',
    permission: 'Contents: read',
    isWanted: ({ tags, commits, pullRequests: isOn }) => tags || commits || isOn,
    path: 'commits',
  },
];

/** They say that there is nothing, and no word of permission. */
const nothing: Readonly<Record<number, string>> = {
  409: 'is empty',
  410: 'has them switched off',
  451: 'is blocked for legal reasons',
};
const allowed = Object.keys(nothing).map(Number);

const lookAt =
  ({ rest }: GithubApi, { full_name }: ListedRepository) =>
  ({ what, permission, path }: Look): Promise<CheckItem> =>
    itemOf(
      what,
      async () => {
        const asking = { query: { per_page: 1 }, allowed };
        const { status } = await rest.ask(`repos/${full_name}/${path}`, asking);
        const why = nothing[status];
        return why ? `${full_name} ${why} (${status}).` : `They can be read in ${full_name}.`;
      },
      { permission },
    );

/** The names of people need a scope of their own in GraphQL. */
const lookAtPeople = (api: GithubApi, { node_id: id }: ListedRepository): Promise<CheckItem> =>
  itemOf(
    'People',
    async () => {
      await api.graphql(pullRequests, { id, first: 1, after: null });
      return 'Names and public addresses can be read.';
    },
    { permission: 'read:user' },
  );

/**
 * Checks that GitHub can be reached, which repositories are visible, and each missing permission,
 * by GitHub's own name.
 */
export const check = (settings: GithubSettings, context: SourceContext): Promise<CheckReport> =>
  checkAccess(settings, context, async (api, repositories) => {
    const sample = repositories.find((one) => one.private) ?? repositories[0];
    if (!sample) return [];
    const wanted = looks.filter(({ isWanted }) => isWanted(settings));
    const items = await Promise.all(wanted.map(lookAt(api, sample)));
    return settings.pullRequests && !settings.app
      ? [...items, await lookAtPeople(api, sample)]
      : items;
  });
