import { actor, type LongList, longLists, page, partsOf, type Sizes } from './fragments.js';

const limit = 'rateLimit { cost remaining resetAt }';
const named = 'repository(owner: $owner, name: $name, followRenames: true)';
const place = 'databaseId nameWithOwner';
const identified = (selection: string): string =>
  `node(id: $id) { ... on Repository { ${place} ${selection} } }`;
const newest = 'orderBy: { field: UPDATED_AT, direction: DESC }';

const document = (operation: string, fragments: readonly string[]): string =>
  [operation, ...fragments].join('\n');

/** When something was updated last in each of up to a hundred repositories, in the lists that are wanted. */
export const newestOfMany = document(
  `query NewestOfMany($ids: [ID!]!, $pulls: Boolean!, $issues: Boolean!, $tags: Boolean!) {
  ${limit}
  nodes(ids: $ids) {
    ... on Repository {
      ${place} pushedAt
      pullRequests(first: 1, ${newest}) @include(if: $pulls) { totalCount nodes { updatedAt } }
      issues(first: 1, ${newest}) @include(if: $issues) { totalCount nodes { updatedAt } }
      refs(refPrefix: "refs/tags/", first: 1, orderBy: { field: TAG_COMMIT_DATE, direction: DESC }) @include(if: $tags) {
        totalCount
        nodes { name target { oid } }
      }
    }
  }
}`,
  [],
);

/** How many of each list come with a pull request; what is longer is read list by list. */
const usual: Sizes = { most: 50, files: 100, few: 20 };
/** For a pull request that GitHub cannot answer for in time. */
const least: Sizes = { most: 1, files: 1, few: 1 };

/** Pull requests, those that were updated last first. */
const pullRequestsIn = (sizes: Sizes): string =>
  document(
    `query PullRequests($id: ID!, $first: Int!, $after: String) {
  ${limit}
  ${identified(`pullRequests(first: $first, after: $after, ${newest}) { ${page} nodes { ...PullRequest } }`)}
}`,
    partsOf(sizes),
  );
export const pullRequests = pullRequestsIn(usual);
export const leanPullRequests = pullRequestsIn(least);

export const onePullRequest = document(
  `query OnePullRequest($owner: String!, $name: String!, $number: Int!) {
  ${limit}
  ${named} { ${place} pullRequest(number: $number) { ...PullRequest } }
}`,
  partsOf(usual),
);

/** Reads on in one list of a pull request; the answer names it `list`. */
export function restOfList(name: LongList): string {
  const [field, selection, fragments] = longLists[name];
  return document(
    `query RestOfList($id: ID!, $after: String) {
  ${limit}
  node(id: $id) { ... on PullRequest { list: ${field} { ${page} nodes { ${selection} } } } }
}`,
    fragments,
  );
}

const [restOfComments, , commentParts] = longLists.comments;
export const restOfThread = document(
  `query RestOfThread($id: ID!, $after: String) {
  ${limit}
  node(id: $id) { ... on PullRequestReviewThread { list: ${restOfComments} { ${page} nodes { ...Comment } } } }
}`,
  commentParts,
);

/** A field that an Enterprise Server may not know yet. */
const PARENT = 'parent { number repository { databaseId } }';
const ISSUE_EVENTS = 'itemTypes: [CLOSED_EVENT, REOPENED_EVENT, ASSIGNED_EVENT, UNASSIGNED_EVENT]';
const issueEvent = `fragment IssueEvent on IssueTimelineItems {
  __typename
  ... on ClosedEvent { createdAt }
  ... on ReopenedEvent { createdAt }
  ... on AssignedEvent { createdAt assignee { ... on Actor { ...Actor } } }
  ... on UnassignedEvent { createdAt }
}`;
const issue = (newer: string): string => `fragment Issue on Issue {
  id number title url state stateReason createdAt updatedAt closedAt ${newer}
  author { ...Actor }
  assignees(first: 10) { nodes { ...Actor } }
  labels(first: 50) { nodes { name } }
  milestone { title }
  closedByPullRequestsReferences(first: 20, includeClosedPrs: true) { nodes { number repository { databaseId } } }
  timelineItems(first: 50, ${ISSUE_EVENTS}) { ${page} nodes { ...IssueEvent } }
}`;

const issuesWith = (newer: string) => {
  const parts = [issue(newer), issueEvent, actor];
  return {
    many: document(
      `query Issues($id: ID!, $first: Int!, $after: String) {
  ${limit}
  ${identified(`issues(first: $first, after: $after, ${newest}) { ${page} nodes { ...Issue } }`)}
}`,
      parts,
    ),
    one: document(
      `query OneIssue($owner: String!, $name: String!, $number: Int!) {
  ${limit}
  ${named} { ${place} issue(number: $number) { ...Issue } }
}`,
      parts,
    ),
  };
};
/** The documents for issues, as github.com knows them or as every Enterprise Server does. */
export const issues = { cloud: issuesWith(PARENT), server: issuesWith('') };

/** The numbers of all issues that were updated since an instant, in an order that never changes. */
export const issueNumbers = document(
  `query IssueNumbers($id: ID!, $after: String, $since: DateTime!) {
  ${limit}
  ${identified(`hasIssuesEnabled
    issues(first: 100, after: $after, filterBy: { since: $since }, orderBy: { field: CREATED_AT, direction: ASC }) {
      totalCount ${page}
      nodes { number }
    }`)}
}`,
  [],
);

export const restOfIssue = document(
  `query RestOfIssue($id: ID!, $after: String) {
  ${limit}
  node(id: $id) {
    ... on Issue { list: timelineItems(first: 100, after: $after, ${ISSUE_EVENTS}) { ${page} nodes { ...IssueEvent } } }
  }
}`,
  [issueEvent, actor],
);

export const tags = document(
  `query Tags($id: ID!, $first: Int!, $after: String) {
  ${limit}
  ${identified(`
    refs(refPrefix: "refs/tags/", first: $first, after: $after, orderBy: { field: TAG_COMMIT_DATE, direction: DESC }) {
      totalCount ${page}
      nodes {
        name
        target {
          __typename oid
          ... on Commit { committedDate }
          ... on Tag { tagger { date } target { __typename oid ... on Commit { committedDate } } }
        }
      }
    }`)}
}`,
  [],
);

/** Commits of the default branch, the newest first. */
export const commits = document(
  `query Commits($id: ID!, $first: Int!, $after: String, $since: GitTimestamp) {
  ${limit}
  ${identified(`
    defaultBranchRef {
      target {
        ... on Commit {
          history(first: $first, after: $after, since: $since) {
            ${page}
            nodes {
              oid message authoredDate committedDate
              author { name email }
              committer { name email }
              parents(first: 10) { nodes { oid } }
            }
          }
        }
      }
    }`)}
}`,
  [],
);
