import { issueId, mergeRequestId, projectId } from '../gitlab-api/ids.js';
import type { List, Reading } from '../gitlab-api/reading/run.js';
import { markOf, readIssue, readMergeRequest } from './read-details.js';
import type { GitlabSettings } from './settings.js';
import { walkTags } from './tags.js';

/** Each element takes some calls more, so that a page stands within seconds. */
const PER_PAGE = 20;
const common = { perPage: PER_PAGE, query: { state: 'all' }, markOf };

export const lists: Readonly<Record<'pulls' | 'issues', List<GitlabSettings>>> = {
  pulls: {
    ...common,
    path: 'merge_requests',
    page: 'merge-requests',
    gone: { kind: 'PULL_REQUEST', idOf: mergeRequestId },
    isWanted: ({ mergeRequests }) => mergeRequests,
    complete: ({ api }, project, node) => readMergeRequest(api, project, node),
    more: () => ({}),
  },
  issues: {
    ...common,
    path: 'issues',
    page: 'issues',
    gone: { kind: 'WORK_ITEM', idOf: issueId },
    isWanted: ({ issues }) => issues,
    complete: readIssue,
    more: ({ progress }) => (progress.length > 0 ? { progress } : {}),
  },
};

/** Labels and approvals move no activity of a project: the sweep asks those that are quiet. */
const QUIET_DAYS = 1;

export const reading: Reading<GitlabSettings> = {
  lists,
  quietDays: QUIET_DAYS,
  projectIdOf: projectId,
  further: walkTags,
};
