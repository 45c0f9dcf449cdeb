import { unknownPerson } from '../../model/facts/people.js';
import type { AssigneeChange, StatusChange, WorkItemFact } from '../../model/facts/work.js';
import { storableText } from '../../model/limits.js';
import { numberedId } from '../github-api/ids.js';
import { personOf, type WireActor } from '../github-api/person.js';
import { nodesOf, type RepositoryPage, type WireIssue } from './wire.js';

type Place = Pick<RepositoryPage, 'host' | 'repository' | 'bots'>;

/** GitHub's reasons in the words that the default lists of given-up items know; the status keeps GitHub's own. */
const resolutions: Readonly<Record<string, string>> = {
  COMPLETED: 'Done',
  NOT_PLANNED: "Won't Do",
  DUPLICATE: 'Duplicate',
};

const open = (at: number): StatusChange => ({ at, status: 'OPEN', category: 'TODO' });
const closed = (at: number): StatusChange => ({ at, status: 'CLOSED', category: 'DONE' });

function statusHistoryOf({ createdAt, timelineItems }: WireIssue): StatusChange[] {
  const changes = nodesOf(timelineItems).flatMap(({ __typename, createdAt: at }) => {
    if (at === undefined) return [];
    if (__typename === 'ClosedEvent') return [closed(at)];
    return __typename === 'ReopenedEvent' ? [open(at)] : [];
  });
  return [open(createdAt), ...changes.sort((left, right) => left.at - right.at)];
}

const isActor = (actor: object | null | undefined): actor is WireActor =>
  actor !== null && actor !== undefined && 'login' in actor && typeof actor.login === 'string';

function assigneeHistoryOf({ host, bots }: Place, { timelineItems }: WireIssue): AssigneeChange[] {
  return nodesOf(timelineItems)
    .flatMap(({ __typename, createdAt: at, assignee }): AssigneeChange[] => {
      if (at === undefined) return [];
      if (__typename === 'UnassignedEvent') return [{ at, assignee: null }];
      if (__typename !== 'AssignedEvent') return [];
      return [{ at, assignee: isActor(assignee) ? personOf(host, assignee, bots) : unknownPerson }];
    })
    .sort((left, right) => left.at - right.at);
}

/** Returns an issue as a work item. Its key is `owner/name#7`, as people write it. */
export function toWorkItem(place: Place, wire: WireIssue): WorkItemFact {
  const { host, repository, bots } = place;
  const { databaseId } = repository;
  const isDone = wire.state === 'CLOSED';
  const [assignee = null] = nodesOf(wire.assignees);
  const reason = isDone ? (wire.stateReason ?? 'COMPLETED') : null;
  return {
    id: numberedId(host, databaseId, wire.number),
    updatedAt: wire.updatedAt,
    key: `${repository.nameWithOwner}#${wire.number}`,
    formerKeys: [],
    project: repository.nameWithOwner,
    type: 'Issue',
    // An issue below another may be a story of an epic: GitHub knows no sub-tasks.
    isSubtask: false,
    title: storableText(wire.title),
    status: wire.state,
    statusCategory: isDone ? 'DONE' : 'TODO',
    resolution: reason === null ? null : (resolutions[reason] ?? reason),
    priority: null,
    labels: nodesOf(wire.labels).map(({ name }) => name),
    components: [],
    parent: wire.parent
      ? numberedId(host, wire.parent.repository.databaseId, wire.parent.number)
      : null,
    points: null,
    assignee: assignee === null ? null : personOf(host, assignee, bots),
    createdAt: wire.createdAt,
    resolvedAt: isDone ? wire.closedAt : null,
    versions: wire.milestone ? [wire.milestone.title] : [],
    customFields: {},
    statusHistory: statusHistoryOf(wire),
    assigneeHistory: assigneeHistoryOf(place, wire),
    pointsHistory: [],
    sprintHistory: [],
    parentHistory: [],
    linkedPullRequests: nodesOf(wire.closedByPullRequestsReferences).map((one) =>
      numberedId(host, one.repository.databaseId, one.number),
    ),
    linkedCommits: [],
    url: wire.url,
  };
}
