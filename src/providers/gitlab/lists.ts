import type { GitlabApi } from '../gitlab-api/api.js';
import { issueId, mergeRequestId } from '../gitlab-api/ids.js';
import { type Raw, readIssue, readMergeRequest } from './read-details.js';
import type { GitlabSettings } from './settings.js';
import type { ListKey } from './state.js';

/** A list of a project that is sorted by the last update. */
export interface List {
  /** Path below the project. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Kind of its pages. */
  readonly page: string;
  readonly fact: 'PULL_REQUEST' | 'WORK_ITEM';
  readonly idOf: (place: string, project: number, iid: number) => string;
  readonly isWanted: (settings: GitlabSettings) => boolean;
  /** Completes an element; null if it was deleted meanwhile. */
  readonly complete: (
    api: GitlabApi,
    settings: GitlabSettings,
    project: number,
    node: Raw,
  ) => Promise<object | null>;
  /** What the mapping needs beside the elements. */
  readonly more: (settings: GitlabSettings) => object;
}

export const lists: Readonly<Record<ListKey, List>> = {
  pulls: {
    path: 'merge_requests',
    query: { state: 'all' },
    page: 'merge-requests',
    fact: 'PULL_REQUEST',
    idOf: mergeRequestId,
    isWanted: ({ mergeRequests }) => mergeRequests,
    complete: (api, _, project, node) => readMergeRequest(api, project, node),
    more: () => ({}),
  },
  issues: {
    path: 'issues',
    query: { state: 'all' },
    page: 'issues',
    fact: 'WORK_ITEM',
    idOf: issueId,
    isWanted: ({ issues }) => issues,
    complete: readIssue,
    more: ({ progress }) => (progress.length > 0 ? { progress } : {}),
  },
};
