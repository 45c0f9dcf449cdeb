import { instant, instantOrNull, smallId } from '../../view.js';
import type { Issue } from '../../world/records.js';
import { fullNameOf, type Repository } from '../../world/world.js';
import { connect, listOf, type PageArguments } from '../connection.js';
import type { GraphView } from '../makers.js';
import { issueCommentNode, type Place } from './discussion.js';
import { actorNode, labelNode } from './people.js';
import { type TimelineArguments, timelineNode } from './timeline.js';

const ownFields = (issue: Issue) => ({
  id: issue.nodeId,
  databaseId: smallId(issue.id),
  fullDatabaseId: String(issue.id),
  number: issue.number,
  title: issue.title,
  body: issue.body ?? '',
  bodyText: issue.body ?? '',
  state: issue.state,
  stateReason: issue.stateReason,
  closed: issue.closedAt !== null,
  locked: false,
  createdAt: instant(issue.createdAt),
  publishedAt: instant(issue.createdAt),
  updatedAt: instant(issue.updatedAt),
  closedAt: instantOrNull(issue.closedAt),
  lastEditedAt: null,
  authorAssociation: issue.association,
  issueType: null,
  parent: null,
});

const milestoneNode = (title: string) => ({
  __typename: 'Milestone',
  id: `MI_${title}`,
  title,
  dueOn: null,
});

interface ReferenceArguments extends PageArguments {
  readonly includeClosedPrs?: boolean | null;
}

export function issueNode(issue: Issue, repository: Repository, view: GraphView): object {
  const path = `issues/${issue.number}`;
  const resourcePath = `/${fullNameOf(repository)}/${path}`;
  const place: Place = { repository, view, path };
  const references = ({ includeClosedPrs }: ReferenceArguments) =>
    issue.closedBy
      .map((number) => repository.content.pullRequest(number))
      .filter((one) => one !== null)
      .filter(({ state }) => state === 'OPEN' || includeClosedPrs === true);
  return {
    __typename: 'Issue',
    ...ownFields(issue),
    url: `${view.web}${resourcePath}`,
    resourcePath,
    milestone: issue.milestone === null ? null : milestoneNode(issue.milestone),
    author: () => actorNode(issue.author, view),
    repository: () => view.make.repository(repository, view),
    assignees: (asked: PageArguments) =>
      connect(listOf(issue.assignees), asked, (person) => actorNode(person, view)),
    labels: (asked: PageArguments) => connect(listOf(issue.labels), asked, labelNode),
    comments: (asked: PageArguments) =>
      connect(listOf(issue.comments), asked, (comment) => issueCommentNode(comment, place)),
    timelineItems: (asked: TimelineArguments) => timelineNode(issue.events, asked, place, null),
    closedByPullRequestsReferences: (asked: ReferenceArguments) =>
      connect(listOf(references(asked)), asked, (one) =>
        view.make.pullRequest(one, repository, view),
      ),
  };
}
