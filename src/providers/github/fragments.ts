/**
 * The person who did something; null if GitHub no longer knows. Bots are named here without the
 * `[bot]` that REST adds.
 */
export const actor = `fragment Actor on Actor {
  __typename
  login
  ... on User { databaseId name email }
}`;

export const page = 'pageInfo { hasNextPage endCursor }';

const commit = `fragment PullRequestCommit on PullRequestCommit {
  commit { oid authoredDate message parents(first: 2) { totalCount } }
}`;
const review = `fragment Review on PullRequestReview {
  author { ...Actor } state submittedAt body
}`;
const comment = `fragment Comment on Comment { author { ...Actor } createdAt }`;
const thread = `fragment Thread on PullRequestReviewThread {
  id
  comments(first: 20) { ${page} nodes { ...Comment } }
}`;
const file = 'fragment File on PullRequestChangedFile { path additions deletions }';
const timeline = `fragment Happened on PullRequestTimelineItems {
  __typename
  ... on ReadyForReviewEvent { createdAt }
  ... on ConvertToDraftEvent { createdAt }
  ... on HeadRefForcePushedEvent {
    createdAt
    beforeCommit { oid authoredDate message parents(first: 2) { totalCount } }
  }
}`;
const TIMELINE =
  'itemTypes: [READY_FOR_REVIEW_EVENT, CONVERT_TO_DRAFT_EVENT, HEAD_REF_FORCE_PUSHED_EVENT]';

/** How many entries of each list come with a pull request. */
export interface Sizes {
  readonly most: number;
  readonly files: number;
  readonly few: number;
}

const pullRequest = ({ most, files, few }: Sizes): string => `fragment PullRequest on PullRequest {
  id number title body url state isDraft createdAt updatedAt mergedAt closedAt
  baseRefName baseRefOid headRefName headRefOid additions deletions changedFiles
  author { ...Actor }
  labels(first: 50) { nodes { name } }
  mergeCommit { oid message parents(first: 2) { totalCount } }
  commits(first: ${most}) { totalCount ${page} nodes { ...PullRequestCommit } }
  reviews(first: ${most}) { ${page} nodes { ...Review } }
  comments(first: ${most}) { ${page} nodes { ...Comment } }
  reviewThreads(first: ${few}) { ${page} nodes { ...Thread } }
  files(first: ${files}) { ${page} nodes { ...File } }
  timelineItems(first: ${few}, ${TIMELINE}) { ${page} nodes { ...Happened } }
}`;

/** The fragments that a document with pull requests needs. */
export const partsOf = (sizes: Sizes): readonly string[] => [
  ...[pullRequest(sizes), actor, commit, review, comment, thread, file, timeline],
];

/**
 * The lists of a pull request that may be longer than its own page. Each entry says how to
 * continue, which fields to read, and with which fragments.
 */
export const longLists = {
  commits: ['commits(first: 100, after: $after)', '...PullRequestCommit', [commit]],
  reviews: ['reviews(first: 100, after: $after)', '...Review', [review, actor]],
  comments: ['comments(first: 100, after: $after)', '...Comment', [comment, actor]],
  reviewThreads: ['reviewThreads(first: 50, after: $after)', '...Thread', [thread, comment, actor]],
  files: ['files(first: 100, after: $after)', '...File', [file]],
  timelineItems: [
    `timelineItems(first: 100, after: $after, ${TIMELINE})`,
    '...Happened',
    [timeline],
  ],
} as const satisfies Record<string, readonly [string, string, readonly string[]]>;
export type LongList = keyof typeof longLists;
