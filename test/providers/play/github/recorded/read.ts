import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const PAYLOADS_DIR = resolve(process.env.PAYLOADS_DIR ?? '../shared/payloads');

/** True if the recorded answers of GitHub are at hand; tests that need them are skipped elsewhere. */
export const hasRecordings = existsSync(join(PAYLOADS_DIR, 'github/pull_requests.jsonl'));

interface Line<Data> {
  readonly url: string | null;
  readonly data: Data;
}

/** Reads one recording: an answer a line. */
export const readRecording = <Data>(name: string): Line<Data>[] =>
  readFileSync(join(PAYLOADS_DIR, `${name}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line<Data>);

export interface RestUser {
  readonly login: string;
  readonly id: number;
  readonly node_id: string;
  readonly type: string;
  readonly name?: string | null;
  readonly email?: string | null;
}
export interface RestLabel {
  readonly id: number;
  readonly name: string;
  readonly color: string;
}
interface RestNumbered {
  readonly number: number;
  readonly id: number;
  readonly node_id: string;
  readonly title: string;
  readonly body: string | null;
  readonly user: RestUser | null;
  readonly author_association: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly closed_at: string | null;
  readonly labels: readonly RestLabel[];
  readonly assignees: readonly RestUser[];
}
export interface RestRepository {
  readonly id: number;
  readonly node_id: string;
  readonly name: string;
  readonly full_name: string;
  readonly owner: RestUser;
  readonly description: string | null;
  readonly language: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly pushed_at: string | null;
  readonly default_branch: string;
}
interface RestBranch {
  readonly ref: string;
  readonly sha: string;
  readonly user: RestUser | null;
  readonly repo: RestRepository | null;
}
export interface RestPullRequest extends RestNumbered {
  readonly merged_at: string | null;
  readonly merge_commit_sha: string | null;
  readonly draft: boolean;
  readonly requested_reviewers: readonly RestUser[];
  readonly head: RestBranch;
  readonly base: RestBranch;
}
export interface RestIssue extends RestNumbered {
  readonly pull_request?: { readonly merged_at?: string | null };
  readonly milestone: { readonly title: string } | null;
  readonly state_reason?: string | null;
}
interface RestGitPerson {
  readonly name: string;
  readonly email: string;
  readonly date: string;
}
export interface RestCommit {
  readonly sha: string;
  readonly commit: {
    readonly message: string;
    readonly author: RestGitPerson;
    readonly committer: RestGitPerson;
  };
  readonly author: RestUser | null;
  readonly committer: RestUser | null;
  readonly parents: readonly { readonly sha: string }[];
}
export interface RestReview {
  readonly id: number;
  readonly node_id: string;
  readonly user: RestUser | null;
  readonly body: string;
  readonly state: string;
  readonly submitted_at?: string;
  readonly commit_id: string | null;
  readonly pull_request_url: string;
}
export interface RestComment {
  readonly id: number;
  readonly node_id: string;
  readonly user: RestUser | null;
  readonly body: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly issue_url?: string;
}
export interface RestLineComment extends RestComment {
  readonly pull_request_url: string;
  readonly pull_request_review_id: number | null;
  readonly path: string;
  readonly line: number | null;
  readonly original_line: number;
  readonly commit_id: string;
  readonly in_reply_to_id?: number;
}
export interface RestEvent {
  readonly id: number;
  readonly node_id: string;
  readonly actor: RestUser | null;
  readonly event: string;
  readonly commit_id: string | null;
  readonly created_at: string;
  readonly issue: { readonly number: number };
  readonly assignee?: RestUser | null;
  readonly label?: { readonly name: string; readonly color: string };
}

/** Everything that was recorded of one public project. */
export interface Recordings {
  readonly accounts: readonly RestUser[];
  readonly pullRequests: readonly RestPullRequest[];
  readonly issues: readonly RestIssue[];
  /** By the number of the pull request. */
  readonly commits: ReadonlyMap<number, readonly RestCommit[]>;
  readonly reviews: ReadonlyMap<number, readonly RestReview[]>;
  readonly lineComments: ReadonlyMap<number, readonly RestLineComment[]>;
  readonly comments: ReadonlyMap<number, readonly RestComment[]>;
  readonly events: ReadonlyMap<number, readonly RestEvent[]>;
}

const numberIn = (url: string | null | undefined): number =>
  Number(/\/(?:pulls|issues)\/(\d+)/.exec(url ?? '')?.[1]);

function byNumber<Data>(name: string, urlOf: (line: Line<Data>) => string | null | undefined) {
  return Map.groupBy(readRecording<Data>(name), (line) => numberIn(urlOf(line)));
}
const dataOf = <Data>(groups: ReadonlyMap<number, readonly Line<Data>[]>) =>
  new Map([...groups].map(([number, lines]) => [number, lines.map(({ data }) => data)]));

/** The last of those with the same number: one was recorded twice. */
const last = <Data extends { readonly number: number }>(name: string): Data[] => [
  ...new Map(readRecording<Data>(name).map(({ data }) => [data.number, data])).values(),
];

export const readRecordings = (): Recordings => ({
  accounts: readRecording<RestUser>('github/accounts').map(({ data }) => data),
  pullRequests: last<RestPullRequest>('github/pull_requests'),
  issues: last<RestIssue>('github/issues'),
  commits: dataOf(byNumber<RestCommit>('github/pull_request_commits', ({ url }) => url)),
  reviews: dataOf(
    byNumber<RestReview>('github/pull_request_reviews', ({ data }) => data.pull_request_url),
  ),
  lineComments: dataOf(
    byNumber<RestLineComment>(
      'github/pull_request_review_comments',
      ({ data }) => data.pull_request_url,
    ),
  ),
  comments: dataOf(byNumber<RestComment>('github/issue_comments', ({ data }) => data.issue_url)),
  events: dataOf(
    byNumber<RestEvent>('github/events', ({ data }) => `/issues/${data.issue.number}`),
  ),
});
