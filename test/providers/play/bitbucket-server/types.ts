/** People as the server shows them; a deleted one stays, inactive. */
export interface User {
  readonly id: number;
  name: string;
  displayName: string;
  readonly emailAddress: string;
  active: boolean;
  readonly type: 'NORMAL' | 'SERVICE';
}
export interface Project {
  readonly id: number;
  key: string;
  readonly name: string;
  readonly type: 'NORMAL' | 'PERSONAL';
}
export interface Commit {
  readonly id: string;
  readonly author: User;
  readonly at: number;
  readonly message: string;
  readonly parents: readonly string[];
}
export type Status = 'UNAPPROVED' | 'NEEDS_WORK' | 'APPROVED';
export interface Reviewer {
  readonly user: User;
  status: Status;
  lastReviewedCommit?: string;
}
export interface Comment {
  readonly id: number;
  readonly author: User;
  readonly at: number;
  readonly text: string;
  state: 'OPEN' | 'PENDING';
  comments: Comment[];
}
/** One line of the history; what it has beside depends on the action. */
export interface Activity {
  readonly id: number;
  readonly at: number;
  readonly user: User;
  readonly action: string;
  readonly commentAction?: string;
  readonly comment?: Comment;
  readonly commit?: Commit;
  readonly rescoped?: {
    readonly from: string;
    readonly previousFrom: string;
    readonly added: readonly Commit[];
    readonly removed: readonly Commit[];
  };
  /** Merged by a push from elsewhere: no commit is known. */
  readonly autoMerge?: boolean;
}
export interface Change {
  readonly path: string;
  readonly from?: string;
  readonly type: 'ADD' | 'MODIFY' | 'DELETE' | 'MOVE';
  readonly nodeType: 'FILE' | 'SUBMODULE';
}
export interface Pull {
  readonly id: number;
  version: number;
  title: string;
  description: string | null;
  state: 'OPEN' | 'MERGED' | 'DECLINED';
  /** Absent before 8.18. */
  draft?: boolean;
  readonly createdAt: number;
  updatedAt: number;
  closedAt: number | null;
  readonly from: string;
  head: string;
  readonly to: string;
  /** Where the target branch is. */
  base: string;
  readonly author: User;
  readonly reviewers: Reviewer[];
  /** In the order of time. */
  readonly activities: Activity[];
  /** In the order of time. */
  commits: Commit[];
  readonly changes: readonly Change[];
  /** Newer versions name it in the properties. */
  mergeCommit?: string;
}
export interface Repository {
  readonly id: number;
  slug: string;
  project: Project;
  /** Null: it is empty. */
  branch: string | null;
  /** Where the default branch is. */
  head: string | null;
  readonly pulls: Map<number, Pull>;
  /** By name. */
  readonly tags: Map<string, Commit>;
  readonly commits: Map<string, Commit>;
}

export interface World {
  now: number;
  readonly token: string;
  readonly username: string;
  readonly password: string;
  /** Path that the server lies below. */
  readonly context: string;
  /** Version, and whether it writes dates of closing. */
  version: string;
  hasClosedDates: boolean;
  /** More are never sent at once, whatever is asked for. */
  mostAtOnce: number;
  /** The next login needs a CAPTCHA. */
  wantsCaptcha: boolean;
  users: User[];
  projects: Project[];
  repositories: Map<number, Repository>;
  /** Numbers of repositories that the account may not see. */
  readonly hidden: Set<number>;
  /** Former addresses, `KEY/slug`, that lead on. */
  readonly redirects: Map<string, number>;
  lastId: number;
}
