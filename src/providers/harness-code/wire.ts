import { z } from 'zod';
import { isoInstant, looseMillisecondsInstant, millisecondsInstant } from '../wire-values.js';

const text = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' && value.trim()) || null);
const count = z
  .unknown()
  .optional()
  .transform((value) => (Number.isInteger(value) && Number(value) >= 0 ? Number(value) : null));
const flag = z
  .unknown()
  .optional()
  .transform((value) => value === true);

const principal = z.object({
  uid: z.string().min(1),
  display_name: text,
  email: text,
  /** `user`, `serviceaccount` or `service`. */
  type: text,
});
export type WirePrincipal = z.infer<typeof principal>;

export const wireRepository = z.object({
  id: z.number(),
  /** The account, then what it lies below. */
  path: z.string().min(1),
  identifier: text,
  uid: text,
  default_branch: text,
  git_url: text,
});
export type WireRepository = z.infer<typeof wireRepository>;

export const wirePullRequest = z.object({
  number: z.number().int().positive(),
  created: millisecondsInstant,
  edited: looseMillisecondsInstant,
  updated: looseMillisecondsInstant,
  merged: looseMillisecondsInstant,
  closed: looseMillisecondsInstant,
  state: z.string(),
  is_draft: flag,
  title: text,
  description: text,
  source_branch: z.string(),
  target_branch: z.string(),
  source_sha: text,
  /** Open pull requests have one too: that of a merge on trial. */
  merge_sha: text,
  merge_method: text,
  author: principal,
});
export type WirePullRequest = z.infer<typeof wirePullRequest>;

export const wireActivity = z.object({
  type: z.string(),
  kind: text,
  created: millisecondsInstant,
  updated: looseMillisecondsInstant,
  deleted: looseMillisecondsInstant,
  text,
  author: principal,
  payload: z
    .object({ decision: text, old: text, new: text, old_draft: flag, new_draft: flag })
    .nullish()
    .catch(null),
});
export type WireActivity = z.infer<typeof wireActivity>;

export const wireCommit = z.object({
  sha: z.string().min(1),
  message: text,
  title: text,
  author: z.object({ when: isoInstant }),
  parent_shas: z.array(z.string()).nullish(),
});
export type WireCommit = z.infer<typeof wireCommit>;

export const wireStats = z.object({ additions: count, deletions: count });

/** A pull request as it came, with the lists that belong to it. */
export interface PullRequestNode {
  readonly pullRequest: unknown;
  readonly activities: readonly unknown[];
  readonly commits: readonly unknown[];
  /** Null if Harness could not compare the branches. */
  readonly stats: unknown;
}

export interface PullRequestsPage {
  /** The host and the account, with which ids of facts begin. */
  readonly place: string;
  readonly baseUrl: string;
  readonly repository: { readonly id: number; readonly path: string };
  readonly bots: readonly string[];
  readonly nodes: readonly PullRequestNode[];
}
export interface RepositoriesPage {
  readonly place: string;
  readonly nodes: readonly unknown[];
}
export interface GonePage {
  readonly place: string;
  readonly ids: readonly number[];
}
