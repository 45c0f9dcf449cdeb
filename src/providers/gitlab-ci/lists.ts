import type { List, Reading } from '../gitlab-api/reading/run.js';
import { repositoryId } from './ids.js';
import { markOf, readDeployment, readPipeline } from './read-details.js';
import type { GitlabCiSettings } from './settings.js';

const common = {
  query: {},
  markOf,
  // GitLab deletes old pipelines, which says nothing of what happened.
  gone: null,
  more: ({ naming }: GitlabCiSettings) => ({ naming }),
};

export const lists: Readonly<Record<'pipelines' | 'deployments', List<GitlabCiSettings>>> = {
  pipelines: {
    ...common,
    path: 'pipelines',
    // Each takes some calls more, so that a page stands within seconds.
    perPage: 20,
    page: 'pipelines',
    isWanted: () => true,
    complete: readPipeline,
  },
  deployments: {
    ...common,
    path: 'deployments',
    perPage: 100,
    page: 'deployments',
    isWanted: ({ deployments }) => deployments,
    complete: readDeployment,
  },
};

/** Schedules and tools that report deployments move no activity of a project: only what was given up is passed over. */
const QUIET_DAYS = 90;

export const reading: Reading<GitlabCiSettings> = {
  lists,
  quietDays: QUIET_DAYS,
  projectIdOf: repositoryId,
};
