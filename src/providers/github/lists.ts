import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
import type { Connection } from '../github-api/graphql-answer.js';
import { completeIssue, completePullRequest } from './complete.js';
import { commits, issues, leanPullRequests, pullRequests } from './queries.js';
import { OVERLAP_MILLISECONDS, type Place, type SyncPass } from './round.js';
import type { ListKey } from './state.js';

/** A repository as the documents ask for it. */
export interface RawRepository extends Place {
  readonly pullRequests?: Connection;
  readonly issues?: Connection;
  readonly hasIssuesEnabled?: boolean;
  readonly refs?: Connection | null;
  readonly defaultBranchRef?: { readonly target?: { readonly history?: Connection } | null } | null;
}

/** How one list of a repository is read. */
export interface ListReader {
  /** Kind of its pages. */
  readonly kind: string;
  /** Entries of a page, where GitHub answers in time. */
  readonly usual: number;
  /** True where each entry was updated no later than the one before. */
  readonly isSorted: boolean;
  /** So much before what was seen is read again. */
  readonly overlap: number;
  document(host: string, isLean: boolean): string;
  connectionIn(repository: RawRepository): Connection | undefined;
  updatedAt(node: unknown): Instant | null;
  complete(round: SyncPass, place: Place, node: unknown, isLean: boolean): Promise<unknown>;
}

const instantIn = (node: unknown, field: string): Instant | null => {
  const value = (node as Record<string, unknown> | null)?.[field];
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : at;
};

/** Commits arrive when they are pushed, which may be days after they were made. */
const PUSHED_LATE_MILLISECONDS = 14 * DAY_MILLISECONDS;

const isCloud = (host: string): boolean => host === 'github.com' || host.endsWith('.ghe.com');
/** The documents for issues that this GitHub knows. */
export const issuesOf = (host: string) => (isCloud(host) ? issues.cloud : issues.server);

export const listReaders: Readonly<Record<ListKey, ListReader>> = {
  pulls: {
    kind: 'pull-requests',
    usual: 25,
    isSorted: true,
    overlap: OVERLAP_MILLISECONDS,
    document: (_, isLean) => (isLean ? leanPullRequests : pullRequests),
    connectionIn: (repository) => repository.pullRequests,
    updatedAt: (node) => instantIn(node, 'updatedAt'),
    complete: (round, { nameWithOwner }, node, isLean) =>
      completePullRequest(round, nameWithOwner, node, isLean),
  },
  issues: {
    kind: 'issues',
    usual: 50,
    isSorted: true,
    overlap: OVERLAP_MILLISECONDS,
    document: (host) => issuesOf(host).many,
    connectionIn: (repository) => repository.issues,
    updatedAt: (node) => instantIn(node, 'updatedAt'),
    complete: (round, _, node) => completeIssue(round, node),
  },
  commits: {
    kind: 'commits',
    usual: 100,
    isSorted: false,
    overlap: PUSHED_LATE_MILLISECONDS,
    document: () => commits,
    connectionIn: ({ defaultBranchRef }) => defaultBranchRef?.target?.history,
    updatedAt: (node) => instantIn(node, 'committedDate'),
    complete: async (_, __, node) => node,
  },
};
