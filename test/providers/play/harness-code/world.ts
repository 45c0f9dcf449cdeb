import type { PlayProject } from '../harness/world.js';

export type Json = Readonly<Record<string, unknown>>;

/** A pull request with the lists that belong to it; changed in place. */
export interface PlayPullRequest {
  readonly record: Record<string, unknown>;
  readonly activities: Json[];
  readonly commits: Json[];
  /** Null: a branch is deleted. */
  readonly stats: Json | null;
}

export interface PlayRepository {
  readonly record: Record<string, unknown>;
  readonly pullRequests: PlayPullRequest[];
}

/** An account of Harness with code; tests may change it while it plays. */
export interface CodeWorld {
  now: number;
  readonly account: string;
  readonly token: string;
  readonly projects: PlayProject[];
  readonly repositories: PlayRepository[];
  /** Permissions that the token lacks. */
  readonly lacking: Set<string>;
}

export const emptyCode = (now: number, token = 'sat.ACCOUNT.key.play-token'): CodeWorld => ({
  ...{ now, account: 'ACCOUNT', token, projects: [], repositories: [], lacking: new Set<string>() },
});

export interface PlayPerson {
  readonly uid: string;
  readonly name: string;
  readonly email: string;
  readonly type?: 'user' | 'serviceaccount' | 'service';
}

/** A principal as recorded answers have it. */
const principalOf = ({ uid, name, email, type = 'user' }: PlayPerson): Json => ({
  ...{ id: uid.length, uid, display_name: name, email, type },
  ...{ created: 1_681_264_009_453, updated: 1_681_264_009_453 },
});

/** Adds a repository with the shape of a recorded one; `path` lies below the account. */
export function addRepository(world: CodeWorld, path: string): PlayRepository {
  const id = world.repositories.length + 9;
  const name = path.split('/').at(-1)!;
  const record = {
    ...{ id, parent_id: 16, identifier: name, uid: name, path: `${world.account}/${path}` },
    ...{ description: '', is_public: false, created_by: 10, created: 1_675_210_116_158 },
    ...{ updated: 1_675_389_801_066, default_branch: 'main', fork_id: 0, num_pulls: 4 },
    git_url: `https://git.harness.example/${world.account}/${path}.git`,
  };
  const repository = { record, pullRequests: [] };
  world.repositories.push(repository);
  return repository;
}

export interface Opened {
  readonly number: number;
  readonly title?: string;
  readonly by: PlayPerson;
  readonly at: number;
  readonly isDraft?: boolean;
  readonly lines?: { readonly additions: number; readonly deletions: number } | null;
}

const shaOf = (number: number, salt: number): string =>
  (number * 7_919 + salt).toString(16).padStart(40, '0');

/** Opens a pull request of one commit, with the shape of a recorded one. */
export function openPullRequest({ pullRequests, record }: PlayRepository, opened: Opened) {
  const { number, by, at, title = `Change ${number}`, isDraft = false } = opened;
  const source = shaOf(number, 1);
  const signature = {
    identity: { name: by.name, email: by.email },
    when: new Date(at - 3_600_000).toISOString(),
  };
  const { lines = { additions: 10 * number, deletions: number } } = opened;
  const one: PlayPullRequest = {
    record: {
      ...{ number, created: at, edited: at, updated: at, state: 'open', is_draft: isDraft, title },
      ...{ description: '123', source_repo_id: record.id, source_branch: `topic-${number}` },
      ...{ source_sha: source, target_repo_id: record.id, target_branch: 'main', merged: null },
      ...{ merge_method: null, merge_check_status: 'mergeable', merge_target_sha: shaOf(0, 2) },
      ...{ merge_base_sha: shaOf(0, 2), merge_sha: shaOf(number, 3), author: principalOf(by) },
      ...{ merger: null, stats: { commits: 1, files_changed: 1 } },
    },
    activities: [],
    commits: [
      {
        ...{ sha: source, title, message: title, author: signature, committer: signature },
        parent_shas: [shaOf(0, 2)],
      },
    ],
    stats: lines && { commits: 1, files_changed: 1, ...lines },
  };
  pullRequests.push(one);
  return one;
}

/** Adds what somebody did at a pull request. */
export function act(
  { record, activities }: PlayPullRequest,
  by: PlayPerson,
  at: number,
  { type, payload = {}, text = '' }: { type: string; payload?: Json; text?: string },
): void {
  const kind = /comment$/.test(type) ? 'comment' : 'system';
  activities.push({
    ...{ id: activities.length + 1, created: at, updated: at, edited: at, parent_id: null },
    ...{ repo_id: 9, pullreq_id: record.number, order: activities.length + 1, sub_order: 0 },
    ...{ type, kind, text, payload, metadata: null, author: principalOf(by) },
  });
  record.updated = Math.max(Number(record.updated), at);
}

export const comment = (one: PlayPullRequest, by: PlayPerson, at: number): void =>
  act(one, by, at, { type: 'comment', text: 'Why is that so?' });

export const review = (
  one: PlayPullRequest,
  by: PlayPerson,
  at: number,
  decision: 'approved' | 'changereq' | 'reviewed',
): void => act(one, by, at, { type: 'review-submit', payload: { decision } });

/** Merges a pull request by squashing it. */
export function merge(one: PlayPullRequest, by: PlayPerson, at: number): void {
  const payload = { merge_method: 'squash', merge_sha: one.record.merge_sha };
  act(one, by, at, { type: 'merge', payload });
  Object.assign(one.record, { state: 'merged', merged: at, merge_method: 'squash' });
  Object.assign(one.record, { edited: at, merger: principalOf(by) });
}
