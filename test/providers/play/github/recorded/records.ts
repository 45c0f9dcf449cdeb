import type {
  Comment,
  Commit,
  EventKind,
  GitPerson,
  Issue,
  Label,
  LineComment,
  Person,
  PullRequest,
  Review,
  Thread,
  TimelineEvent,
} from '../world/records.js';
import type {
  Recordings,
  RestComment,
  RestCommit,
  RestEvent,
  RestIssue,
  RestLabel,
  RestLineComment,
  RestPullRequest,
  RestReview,
  RestUser,
} from './read.js';

const momentOf = (text: string): number => Date.parse(text);
const momentOrNull = (text: string | null | undefined): number | null =>
  text ? Date.parse(text) : null;

/** People as they were recorded, each once; the ghost is nobody. */
export class People {
  readonly #known = new Map<string, Person>();

  person(user: RestUser): Person {
    const login = user.login.replace(/\[bot\]$/, '');
    const known = this.#known.get(login);
    if (known !== undefined) return known;
    const fresh: Person = {
      kind: user.type as Person['kind'],
      login,
      id: user.id,
      nodeId: user.node_id,
      name: user.name ?? null,
      email: user.email ?? null,
    };
    this.#known.set(login, fresh);
    return fresh;
  }

  personOrNull(user: RestUser | null | undefined): Person | null {
    return user && user.login !== 'ghost' ? this.person(user) : null;
  }

  get all(): readonly Person[] {
    return [...this.#known.values()];
  }
}

const labelOf = ({ id, name, color }: RestLabel): Label => ({ id, name, color });

function commitOf(recorded: RestCommit, people: People): Commit {
  const { sha, commit, parents } = recorded;
  const git = (
    { name, email, date }: RestCommit['commit']['author'],
    user: RestUser | null,
  ): GitPerson => ({
    name,
    email,
    date: momentOf(date),
    person: people.personOrNull(user),
  });
  return {
    recorded,
    sha,
    message: commit.message,
    author: git(commit.author, recorded.author),
    committer: git(commit.committer, recorded.committer),
    parents: parents.map((parent) => parent.sha),
    // Lists of commits have no counts, so none were recorded.
    additions: 0,
    deletions: 0,
  };
}

const commentOf = (recorded: RestComment, people: People): Comment => ({
  recorded,
  id: recorded.id,
  nodeId: recorded.node_id,
  author: people.personOrNull(recorded.user),
  body: recorded.body,
  createdAt: momentOf(recorded.created_at),
  updatedAt: momentOf(recorded.updated_at),
});

const reviewOf = (recorded: RestReview, people: People): Review => ({
  recorded,
  id: recorded.id,
  nodeId: recorded.node_id,
  author: people.personOrNull(recorded.user),
  state: recorded.state as Review['state'],
  body: recorded.body,
  submittedAt: momentOrNull(recorded.submitted_at),
  commitSha: recorded.commit_id ?? '',
});

const lineCommentOf = (recorded: RestLineComment, people: People): LineComment => ({
  ...commentOf(recorded, people),
  reviewId: recorded.pull_request_review_id,
  line: recorded.line,
  originalLine: recorded.original_line,
  commitSha: recorded.commit_id,
});

/** A thread is the comments that answer its first. */
function threadsOf(recorded: readonly RestLineComment[], people: People): Thread[] {
  const groups = Map.groupBy(recorded, (one) => one.in_reply_to_id ?? one.id);
  return [...groups].map(([id, comments]) => ({
    nodeId: `PRRT_recorded_${id}`,
    path: comments[0]!.path,
    isResolved: false,
    comments: comments.map((one) => lineCommentOf(one, people)),
  }));
}

const eventOf = (recorded: RestEvent, people: People): TimelineEvent => ({
  recorded,
  id: recorded.id,
  nodeId: recorded.node_id,
  kind: recorded.event as EventKind,
  actor: people.personOrNull(recorded.actor),
  createdAt: momentOf(recorded.created_at),
  commitSha: recorded.commit_id,
  subject: people.personOrNull(recorded.assignee),
  ...(recorded.label ? { label: { id: 0, ...recorded.label } } : {}),
});

/** The part that issues and pull requests share. */
function numberedOf(one: RestIssue | RestPullRequest, all: Recordings, people: People) {
  const { number } = one;
  return {
    recorded: one,
    number,
    id: one.id,
    nodeId: one.node_id,
    title: one.title,
    body: one.body,
    author: people.personOrNull(one.user),
    association: one.author_association,
    createdAt: momentOf(one.created_at),
    updatedAt: momentOf(one.updated_at),
    closedAt: momentOrNull(one.closed_at),
    labels: one.labels.map(labelOf),
    assignees: one.assignees.map((user) => people.person(user)),
    comments: (all.comments.get(number) ?? []).map((comment) => commentOf(comment, people)),
    events: (all.events.get(number) ?? []).map((event) => eventOf(event, people)),
  };
}

export const issueOf = (one: RestIssue, all: Recordings, people: People): Issue => ({
  ...numberedOf(one, all, people),
  state: one.closed_at === null ? 'OPEN' : 'CLOSED',
  stateReason: (one.state_reason?.toUpperCase() ?? null) as Issue['stateReason'],
  milestone: one.milestone?.title ?? null,
  closedBy: [],
});

/** The commits of a pull request, each once, the oldest first: they were recorded in any order. */
function commitsOf({ number }: RestPullRequest, all: Recordings, people: People): Commit[] {
  const recorded = [
    ...new Map((all.commits.get(number) ?? []).map((one) => [one.sha, one])).values(),
  ];
  return recorded
    .map((one) => commitOf(one, people))
    .sort((a, b) => a.committer.date - b.committer.date);
}

/** Nothing was recorded of a merge but its name and its instant: its text and its parents are made up. */
function mergeCommitOf(one: RestPullRequest, author: Person | null): Commit | null {
  const { merge_commit_sha: sha, merged_at: at, base, head, number } = one;
  if (at === null || sha === null) return null;
  const github = {
    name: 'GitHub',
    email: 'noreply@github.com',
    date: momentOf(at),
    person: author,
  };
  return {
    sha,
    message: `Merge pull request #${number} from ${head.user?.login}/${head.ref}`,
    author: github,
    committer: github,
    parents: [base.sha, head.sha],
    additions: 0,
    deletions: 0,
  };
}

const stateOf = ({
  merged_at: merged,
  closed_at: closed,
}: RestPullRequest): PullRequest['state'] => {
  if (merged !== null) return 'MERGED';
  return closed === null ? 'OPEN' : 'CLOSED';
};

function headOf({ head, base }: RestPullRequest, people: People): PullRequest['head'] {
  const repository = head.repo?.id === base.repo?.id ? ('SAME' as const) : ('FORK' as const);
  const owner = people.personOrNull(head.user);
  return {
    ref: head.ref,
    sha: head.sha,
    owner,
    repository: head.repo === null ? null : repository,
  };
}

/** The counts of lines and files were not recorded: 0, and the list of files is null. */
export function pullRequestOf(one: RestPullRequest, all: Recordings, people: People): PullRequest {
  const recordedIssue = all.issues.find(({ number }) => number === one.number);
  const merged = mergeCommitOf(one, null);
  return {
    ...numberedOf(one, all, people),
    ...(recordedIssue ? { recordedIssue } : {}),
    state: stateOf(one),
    isDraft: one.draft,
    mergedAt: momentOrNull(one.merged_at),
    mergedBy: null,
    requested: one.requested_reviewers.map((user) => people.person(user)),
    base: { ref: one.base.ref, sha: one.base.sha },
    head: headOf(one, people),
    mergeCommit: merged,
    testMergeSha: merged === null ? one.merge_commit_sha : null,
    commits: commitsOf(one, all, people),
    changedFiles: 0,
    files: null,
    additions: 0,
    deletions: 0,
    reviews: (all.reviews.get(one.number) ?? []).map((review) => reviewOf(review, people)),
    threads: threadsOf(all.lineComments.get(one.number) ?? [], people),
  };
}
