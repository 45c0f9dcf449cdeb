/** Milliseconds since 1970, whole seconds as GitHub keeps them. */
export type Moment = number;

/** An actor that GitHub can name. The login of a bot is kept without the `[bot]` that REST adds. */
export interface Person {
  readonly kind: 'User' | 'Bot' | 'Organization' | 'Mannequin';
  login: string;
  readonly id: number;
  readonly nodeId: string;
  readonly name: string | null;
  /** The address that the profile shows. */
  readonly email: string | null;
}

export interface GitPerson {
  readonly name: string;
  readonly email: string;
  readonly date: Moment;
  /** Null where the address belongs to nobody that GitHub knows. */
  readonly person: Person | null;
}

/** The record of a thing; REST returns it as it came, until a test changes the thing. */
interface Recorded {
  readonly recorded?: object;
}

export interface Commit extends Recorded {
  readonly sha: string;
  readonly message: string;
  readonly author: GitPerson;
  readonly committer: GitPerson;
  readonly parents: readonly string[];
  readonly additions: number;
  readonly deletions: number;
}

export interface Label {
  readonly id: number;
  readonly name: string;
  readonly color: string;
}

export interface ChangedFile {
  readonly path: string;
  readonly status: 'added' | 'modified' | 'removed' | 'renamed';
  readonly previousPath: string | null;
  readonly additions: number;
  readonly deletions: number;
}

export interface Review extends Recorded {
  readonly id: number;
  readonly nodeId: string;
  readonly author: Person | null;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING';
  readonly body: string;
  /** Null while it is pending. */
  readonly submittedAt: Moment | null;
  readonly commitSha: string;
}

export interface Comment extends Recorded {
  readonly id: number;
  readonly nodeId: string;
  readonly author: Person | null;
  readonly body: string;
  readonly createdAt: Moment;
  readonly updatedAt: Moment;
}

/** A comment on a line; `line` is null once the line is outdated. */
export interface LineComment extends Comment {
  readonly reviewId: number | null;
  readonly line: number | null;
  readonly originalLine: number;
  readonly commitSha: string;
}

export interface Thread {
  readonly nodeId: string;
  readonly path: string;
  readonly isResolved: boolean;
  readonly comments: LineComment[];
}

export type EventKind =
  | 'ready_for_review'
  | 'convert_to_draft'
  | 'head_ref_force_pushed'
  | 'review_requested'
  | 'review_dismissed'
  | 'merged'
  | 'closed'
  | 'reopened'
  | 'assigned'
  | 'unassigned'
  | 'labeled'
  | 'renamed'
  | 'subscribed'
  | 'mentioned';

/** An entry of the timeline of an issue or a pull request. */
export interface TimelineEvent extends Recorded {
  readonly id: number;
  readonly nodeId: string;
  readonly kind: EventKind;
  readonly actor: Person | null;
  readonly createdAt: Moment;
  readonly commitSha?: string | null;
  /** The person who is assigned or asked. */
  readonly subject?: Person | null;
  readonly label?: Label;
  readonly reviewId?: number;
  readonly beforeSha?: string | null;
}

/** Where a branch lies that is proposed; `repository` is null once the fork is deleted. */
export interface Head {
  ref: string;
  sha: string;
  owner: Person | null;
  repository: 'SAME' | 'FORK' | null;
}

/** The part that issues and pull requests share, as they share one series of numbers. */
interface Numbered extends Recorded {
  readonly number: number;
  readonly id: number;
  readonly nodeId: string;
  title: string;
  body: string | null;
  readonly author: Person | null;
  readonly association: string;
  readonly createdAt: Moment;
  updatedAt: Moment;
  closedAt: Moment | null;
  labels: Label[];
  assignees: Person[];
  comments: Comment[];
  events: TimelineEvent[];
}

export interface PullRequest extends Numbered {
  /** Its record among the issues. */
  readonly recordedIssue?: object;
  state: 'OPEN' | 'CLOSED' | 'MERGED';
  isDraft: boolean;
  mergedAt: Moment | null;
  mergedBy: Person | null;
  requested: Person[];
  base: { ref: string; sha: string };
  head: Head;
  mergeCommit: Commit | null;
  /** The merge that GitHub tries out while it is open. */
  testMergeSha: string | null;
  commits: Commit[];
  /** More than `files` holds where GitHub ends the list; null list where nothing is known of the files. */
  changedFiles: number;
  files: ChangedFile[] | null;
  additions: number;
  deletions: number;
  reviews: Review[];
  threads: Thread[];
}

export interface Issue extends Numbered {
  state: 'OPEN' | 'CLOSED';
  stateReason: 'COMPLETED' | 'NOT_PLANNED' | 'REOPENED' | 'DUPLICATE' | null;
  milestone: string | null;
  /** Numbers of pull requests in the same repository that close it. */
  closedBy: number[];
}

export interface Tag {
  readonly name: string;
  readonly commit: Commit;
  /** Null for a lightweight tag. */
  readonly annotation: {
    readonly sha: string;
    readonly tagger: GitPerson;
    readonly message: string;
  } | null;
  /** Null where no release was made of it. */
  readonly release: {
    readonly id: number;
    readonly author: Person;
    readonly publishedAt: Moment;
  } | null;
}

/** The part of a pull request or an issue that is known without opening it. */
export interface Outline {
  readonly state: 'OPEN' | 'CLOSED' | 'MERGED';
  readonly createdAt: Moment;
  readonly updatedAt: Moment;
}

/** A list whose entries are made when they are asked for. */
export interface LazyList<Item> {
  readonly length: number;
  at(index: number): Item;
}

/** Where the content of a repository comes from. */
export interface ContentSource {
  readonly pullRequests: readonly number[];
  readonly issues: readonly number[];
  /** Null where there is no such number. */
  outlineOf(number: number): Outline | null;
  numberOfNode(nodeId: string): number | null;
  pullRequest(number: number): PullRequest | null;
  issue(number: number): Issue | null;
  /** The newest first. */
  tags(): readonly Tag[];
  /** The commits of the default branch, the newest first. */
  history(): LazyList<Commit>;
  commit(sha: string): Commit | null;
}
