import { type GitlabApi, readAll } from '../gitlab-api/api.js';
import type { Asked, Mark, Raw } from '../gitlab-api/reading/run.js';
import { instantOf } from '../wire-values.js';
import {
  keptCommit,
  keptDiff,
  keptIssue,
  keptLabelEvent,
  keptMergeRequest,
  keptNote,
  keptRelated,
  keptStateEvent,
} from './kept.js';
import type { GitlabSettings } from './settings.js';

/** Returns the number in the project and the last update. */
export function markOf({ iid, updated_at: updated }: Raw): Mark | null {
  const at = typeof updated === 'string' ? instantOf(updated) : null;
  return typeof iid === 'number' && at !== null ? { number: iid, at } : null;
}

/** Merges and closings are kept apart from the merge request, and may lack there. */
const lacksEnd = ({ state, merged_at: merged, closed_at: closed }: Raw): boolean =>
  (state === 'merged' && !merged) || (state === 'closed' && !closed);

/** Reads the lists of a merge request. Null if it was deleted meanwhile. */
export async function readMergeRequest(api: GitlabApi, project: number, node: Raw) {
  const merge_request = keptMergeRequest(node);
  const mark = markOf(node);
  if (mark === null) return { merge_request, commits: [], notes: [], diffs: null, events: [] };
  const path = `projects/${project}/merge_requests/${mark.number}`;
  const oldest = { query: { order_by: 'created_at', sort: 'asc' } };
  const [commits, notes, diffs, events] = await Promise.all([
    readAll(api, `${path}/commits`),
    readAll(api, `${path}/notes`, oldest),
    readAll(api, `${path}/diffs`),
    lacksEnd(node) ? readAll(api, `${path}/resource_state_events`) : [],
  ]);
  if (commits === null && notes === null) return null;
  return {
    merge_request,
    commits: (commits ?? []).map(keptCommit),
    notes: (notes ?? []).map(keptNote),
    diffs: diffs?.map(keptDiff) ?? null,
    events: (events ?? []).map(keptStateEvent),
  };
}

/** Reads the history of an issue. Null if it was deleted meanwhile. */
export async function readIssue(
  { api, settings: { progress } }: Pick<Asked<GitlabSettings>, 'api' | 'settings'>,
  project: number,
  node: Raw,
) {
  const issue = keptIssue(node);
  const mark = markOf(node);
  if (mark === null) return { issue, states: [], labels: [], mergeRequests: [] };
  const path = `projects/${project}/issues/${mark.number}`;
  const [states, labels, related] = await Promise.all([
    readAll(api, `${path}/resource_state_events`),
    progress.length > 0 ? readAll(api, `${path}/resource_label_events`) : [],
    node.merge_requests_count === 0 ? [] : readAll(api, `${path}/related_merge_requests`),
  ]);
  if (states === null) return null;
  return {
    issue,
    states: states.map(keptStateEvent),
    labels: (labels ?? []).map(keptLabelEvent),
    mergeRequests: (related ?? []).map(keptRelated),
  };
}
