import type { Instant } from '../../../../src/model/time.js';

export interface Account {
  /** Absent of tokens and apps that act by themselves. */
  readonly accountId: string | null;
  readonly uuid: string;
  readonly name: string;
  readonly type: 'user' | 'app_user';
  /** It stands in commits alone. */
  readonly email: string;
}
export interface Commit {
  readonly hash: string;
  readonly at: Instant;
  readonly message: string;
  readonly raw: string;
  /** Null where the address is of no account. */
  readonly author: Account | null;
  readonly parents: readonly string[];
}
export type Activity =
  | { readonly kind: 'approval' | 'changes_requested'; readonly at: Instant; readonly by: Account }
  | {
      readonly kind: 'update';
      readonly at: Instant;
      readonly by: Account;
      readonly state: string;
      readonly draft?: boolean;
    };
export interface Comment {
  readonly id: number;
  readonly at: Instant;
  readonly by: Account | null;
  readonly deleted?: boolean;
  readonly pending?: boolean;
}
export interface FileStat {
  readonly status: 'added' | 'removed' | 'modified' | 'renamed';
  readonly added: number;
  readonly removed: number;
  readonly old: string | null;
  readonly new: string | null;
}
export interface Pull {
  readonly id: number;
  title: string;
  description: string;
  state: 'OPEN' | 'MERGED' | 'DECLINED' | 'SUPERSEDED';
  draft: boolean;
  readonly author: Account | null;
  readonly createdAt: Instant;
  updatedAt: Instant;
  /** Older answers lack it. */
  closedOn: Instant | null;
  mergeCommit: Commit | null;
  readonly branch: string;
  /** False after the fork that it came from was deleted. */
  hasSource: boolean;
  /** The newest last. */
  commits: Commit[];
  activity: Activity[];
  comments: Comment[];
  files: FileStat[];
  /** So many answers for its difference come too late. */
  lateAnswers: number;
}
export interface Tag {
  readonly name: string;
  readonly at: Instant | null;
  readonly target: Commit;
}
export interface Pipeline {
  readonly uuid: string;
  readonly number: number;
  readonly createdAt: Instant;
  completedAt: Instant | null;
  state: 'COMPLETED' | 'IN_PROGRESS' | 'PENDING';
  /** The result of a completed one, the stage of another. */
  outcome: string;
  readonly branch: string;
  readonly hash: string;
  readonly creator: Account | null;
  readonly selector: { readonly type: string; readonly pattern: string };
}
export interface Deployment {
  readonly uuid: string;
  readonly pipeline: string;
  /** Number of the pipeline. */
  readonly number: number;
  readonly hash: string;
  readonly environment: string;
  readonly type: 'Test' | 'Staging' | 'Production';
  state: 'COMPLETED' | 'IN_PROGRESS' | 'UNDEPLOYED';
  status: string | null;
  readonly startedAt: Instant | null;
  completedAt: Instant | null;
}
export interface Repository {
  readonly uuid: string;
  workspace: string;
  slug: string;
  readonly project: string;
  readonly isPrivate: boolean;
  readonly createdAt: Instant;
  /** It moves with commits and tags alone. */
  updatedAt: Instant;
  pulls: Pull[];
  tags: Tag[];
  pipelines: Pipeline[];
  deployments: Deployment[];
}
export interface World {
  readonly people: readonly Account[];
  /** Ids of the workspaces that the account belongs to. */
  readonly workspaces: string[];
  repositories: Repository[];
  /** The scopes of the token. */
  readonly scopes: Set<string>;
  /** How far the clock goes before ours, in milliseconds. */
  ahead: number;
  /** Workspaces that answer 410, as archived ones do. */
  readonly archived: Set<string>;
}
