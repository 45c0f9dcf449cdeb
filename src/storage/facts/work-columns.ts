import type { Person } from '../../model/facts/people.js';
import type { PullRequestFact } from '../../model/facts/review.js';
import type { WorkItemFact } from '../../model/facts/work.js';
import {
  at,
  dimension,
  type FactTable,
  integration,
  joined,
  named,
  namedHashes,
  none,
  person,
  personWord,
  plain,
  type References,
  structured,
  text,
} from './fact-column.js';

type Naming = (person: Person) => unknown;
const reviews = ({ reviews: reported }: PullRequestFact, name: Naming) =>
  JSON.stringify(reported.map((review) => ({ ...review, by: name(review.by) })));
const comments = ({ comments: reported }: PullRequestFact, name: Naming) =>
  JSON.stringify(reported.map((comment) => ({ ...comment, by: name(comment.by) })));
const assignees = ({ assigneeHistory }: WorkItemFact, name: Naming) =>
  JSON.stringify(
    assigneeHistory.map(({ at: since, assignee }) => ({
      at: since,
      assignee: assignee && name(assignee),
    })),
  );

/** A structure in which people stand, by their numbers. */
const peopled = <Fact extends object>(write: (fact: Fact, name: Naming) => string) =>
  [
    'jsonb',
    (fact: Fact & { readonly repository?: string }, to: References) =>
      write(fact, (one) => to.person(one, fact.repository ?? null)),
    (fact: Fact) => write(fact, personWord),
  ] as const;

export const pullRequestTable: FactTable<'PULL_REQUEST'> = {
  table: 'pull_request',
  people: (fact) => [
    fact.author,
    ...fact.reviews.map(({ by }) => by),
    ...fact.comments.map(({ by }) => by),
  ],
  dimensions: none,
  columns: {
    integration,
    ...joined,
    tool_number: plain('integer', 'number'),
    title: text('title'),
    body: text('body'),
    author: person('author'),
    source_branch: text('sourceBranch'),
    target_branch: text('targetBranch'),
    labels: structured('labels'),
    state: text('state'),
    opened_at: at('openedAt'),
    ready_at: at('readyAt'),
    merged_at: at('mergedAt'),
    closed_at: at('closedAt'),
    merge_method: text('mergeMethod'),
    named_hashes: namedHashes,
    merge_sha: text('mergeSha'),
    head_sha: text('headSha'),
    reverts: text('reverts'),
    additions: plain('integer', 'additions'),
    deletions: plain('integer', 'deletions'),
    files: structured('files'),
    commits: structured('commits'),
    reviews: peopled(reviews),
    comments: peopled(comments),
    url: text('url'),
  },
};

export const workItemTable: FactTable<'WORK_ITEM'> = {
  table: 'work_item',
  people: (fact) =>
    [fact.assignee, ...fact.assigneeHistory.map(({ assignee }) => assignee)].filter(
      (one) => one !== null,
    ),
  dimensions: (fact) => named('PROJECT', fact.project),
  columns: {
    integration,
    key: text('key'),
    former_keys: structured('formerKeys'),
    project: text('project'),
    project_number: dimension('PROJECT', 'project'),
    type: text('type'),
    is_subtask: plain('boolean', 'isSubtask'),
    title: text('title'),
    status: text('status'),
    status_category: text('statusCategory'),
    resolution: text('resolution'),
    priority: text('priority'),
    labels: structured('labels'),
    components: structured('components'),
    parent: text('parent'),
    points: plain('float8', 'points'),
    assignee: person('assignee'),
    created_at: at('createdAt'),
    resolved_at: at('resolvedAt'),
    versions: structured('versions'),
    custom_fields: structured('customFields'),
    status_history: structured('statusHistory'),
    assignee_history: peopled(assignees),
    points_history: structured('pointsHistory'),
    sprint_history: structured('sprintHistory'),
    parent_history: structured('parentHistory'),
    linked_pull_requests: structured('linkedPullRequests'),
    named_hashes: namedHashes,
    linked_commits: structured('linkedCommits'),
    url: text('url'),
  },
};

export const sprintTable: FactTable<'SPRINT'> = {
  table: 'sprint',
  people: none,
  dimensions: none,
  columns: {
    integration,
    name: text('name'),
    state: text('state'),
    start_at: at('startAt'),
    end_at: at('endAt'),
    completed_at: at('completedAt'),
  },
};

export const versionTable: FactTable<'VERSION'> = {
  table: 'project_version',
  people: none,
  dimensions: (fact) => named('PROJECT', fact.project),
  columns: {
    integration,
    project: text('project'),
    project_number: dimension('PROJECT', 'project'),
    name: text('name'),
    released_at: at('releasedAt'),
    url: text('url'),
  },
};
