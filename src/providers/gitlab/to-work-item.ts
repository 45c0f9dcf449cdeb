import type { StatusChange, WorkItemFact } from '../../model/facts/work.js';
import { storableText } from '../../model/limits.js';
import type { Instant } from '../../model/time.js';
import { issueId, mergeRequestId } from '../gitlab-api/ids.js';
import { personOf } from '../gitlab-api/person.js';
import type { IssuesBody, WireIssue } from './wire.js';

const types: Readonly<Record<string, string>> = {
  issue: 'Issue',
  incident: 'Incident',
  test_case: 'Test case',
  task: 'Task',
};
/** A type that GitLab may add later keeps its own word. */
const typeOf = (type: string | null | undefined): string =>
  type ? ((Object.hasOwn(types, type) ? types[type] : undefined) ?? type) : 'Issue';

interface Move {
  readonly at: Instant;
  /** Opens, closes, or puts on and takes off the label of a column. */
  readonly what: 'OPEN' | 'CLOSED' | 'ON' | 'OFF';
  readonly label: string;
}

/** Returns what happened to the issue, in the order of time. */
function movesOf({ states, labels }: WireIssue, progress: readonly string[]): Move[] {
  const ofStates = states.flatMap(({ state, created_at: at }): Move[] => {
    if (state === 'closed') return [{ at, what: 'CLOSED', label: '' }];
    return state === 'reopened' ? [{ at, what: 'OPEN', label: '' }] : [];
  });
  const ofLabels = labels.flatMap(({ action, label, created_at: at }): Move[] => {
    const name = label?.name ?? '';
    if (!progress.includes(name.toLowerCase())) return [];
    return [{ at, what: action === 'add' ? 'ON' : 'OFF', label: name }];
  });
  return [...ofStates, ...ofLabels].sort((left, right) => left.at - right.at);
}

const open: Omit<StatusChange, 'at'> = { status: 'OPEN', category: 'TODO' };
const closed: Omit<StatusChange, 'at'> = { status: 'CLOSED', category: 'DONE' };

/** Returns every status of the issue: closed, else the label of its column, else open. */
function statusHistoryOf(wire: WireIssue, progress: readonly string[]): StatusChange[] {
  const { created_at: createdAt, state, closed_at: closedAt } = wire.issue;
  const columns = new Set<string>();
  let isClosed = false;
  const statusNow = (): Omit<StatusChange, 'at'> => {
    if (isClosed) return closed;
    const column = [...columns].at(-1);
    return column === undefined ? open : { status: column, category: 'IN_PROGRESS' };
  };
  const history: StatusChange[] = [{ at: createdAt, ...open }];
  const note = (at: Instant) => {
    const now = statusNow();
    if (history.at(-1)?.status !== now.status)
      history.push({ at: Math.max(at, createdAt), ...now });
  };
  for (const { at, what, label } of movesOf(wire, progress)) {
    if (what === 'OPEN' || what === 'CLOSED') isClosed = what === 'CLOSED';
    if (what === 'ON') columns.add(label);
    if (what === 'OFF') columns.delete(label);
    note(at);
  }
  // Issues from before events were kept have none.
  isClosed = state === 'closed';
  if (isClosed && closedAt !== null) note(closedAt);
  return history;
}

/** Returns the current state: an issue that is closed is done, whatever its labels say. */
function currentOf({ issue }: WireIssue, history: readonly StatusChange[]) {
  const last = history.at(-1);
  if (issue.state !== 'closed')
    return {
      status: last?.status ?? open.status,
      statusCategory: last?.category ?? open.category,
      resolution: null,
      resolvedAt: null,
    };
  const noted = last?.category === 'DONE' ? last.at : null;
  return {
    ...{ status: closed.status, statusCategory: closed.category, resolution: 'Done' },
    resolvedAt: issue.closed_at ?? noted,
  };
}

/** Returns an issue as a work item. Its key is `group/name#7`, as people write it. */
export function toWorkItem(body: IssuesBody, wire: WireIssue): WorkItemFact {
  const { place, project, progress = [] } = body;
  const { issue } = wire;
  const statusHistory = statusHistoryOf(wire, progress);
  const assignee = issue.assignees?.[0] ?? issue.assignee ?? null;
  return {
    ...currentOf(wire, statusHistory),
    id: issueId(place, project.id, issue.iid),
    updatedAt: issue.updated_at,
    key: `${project.path}#${issue.iid}`,
    formerKeys: [],
    project: project.path,
    type: typeOf(issue.issue_type?.toLowerCase()),
    isSubtask: false,
    title: storableText(issue.title),
    priority: null,
    labels: issue.labels,
    components: [],
    parent: null,
    points: issue.weight ?? null,
    assignee: assignee === null ? null : personOf(body, assignee),
    createdAt: issue.created_at,
    versions: issue.milestone ? [issue.milestone.title] : [],
    customFields: {},
    statusHistory,
    assigneeHistory: [],
    pointsHistory: [],
    sprintHistory: [],
    parentHistory: [],
    linkedPullRequests: wire.mergeRequests.map((one) =>
      mergeRequestId(place, one.project_id, one.iid),
    ),
    linkedCommits: [],
    url: issue.web_url ?? null,
  };
}
