import { createHash } from 'node:crypto';
import type { Issue, Json, MergeRequest, Project, User, World } from './types.js';

export const iso = (at: number): string => new Date(at).toISOString();
export const shaOf = (text: string): string => createHash('sha1').update(text).digest('hex');

/** A user as other records name them: without an address, and without saying whether it is a bot. */
export const renderUser = ({ address }: Pick<World, 'address'>, { id, username, name }: User) => ({
  ...{ id, username, name, state: 'active', locked: false },
  ...{ avatar_url: null, web_url: `${address}/${username}` },
});

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const groupOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

export function renderProject({ address }: Pick<World, 'address'>, project: Project): Json {
  const { id, path, visibility, created_at, last_activity_at, default_branch } = project;
  const group = groupOf(path);
  return {
    ...{ id, name: nameOf(path), path: nameOf(path), path_with_namespace: path, description: '' },
    ...{ name_with_namespace: path.replaceAll('/', ' / '), created_at, default_branch },
    ...{ web_url: `${address}/${path}`, http_url_to_repo: `${address}/${path}.git` },
    ...{ ssh_url_to_repo: `git@${new URL(address).hostname}:${path}.git`, last_activity_at },
    namespace: { id: id + 500, name: group, path: nameOf(group), kind: 'group', full_path: group },
    ...{ visibility, archived: false, empty_repo: default_branch === null },
    ...{ merge_requests_enabled: true, issues_enabled: true, jobs_enabled: true },
  };
}

export function renderMergeRequest(world: World, project: Project, one: MergeRequest): Json {
  const { iid } = one.fields;
  const full = `${project.path}!${iid}`;
  return {
    ...{ project_id: project.id, source_project_id: project.id, target_project_id: project.id },
    ...one.fields,
    references: { short: `!${iid}`, relative: `!${iid}`, full },
    web_url: `${world.address}/${project.path}/-/merge_requests/${iid}`,
  };
}

export function renderIssue(world: World, project: Project, { fields, related }: Issue): Json {
  const { iid } = fields;
  return {
    ...fields,
    ...{ project_id: project.id, merge_requests_count: related.length },
    references: { short: `#${iid}`, relative: `#${iid}`, full: `${project.path}#${iid}` },
    web_url: `${world.address}/${project.path}/-/issues/${iid}`,
  };
}

/** A commit of a merge request, as its list shows it: the parents are not said. */
export const newCommit = (at: number, title: string, { name }: User): Json => {
  const id = shaOf(`${title} ${at}`);
  const who = `${name.toLowerCase().replace(' ', '.')}@example.com`;
  return {
    ...{ id, short_id: id.slice(0, 8), created_at: iso(at), parent_ids: [], title },
    ...{ message: `${title}\n`, author_name: name, author_email: who, authored_date: iso(at) },
    ...{ committer_name: name, committer_email: who, committed_date: iso(at), trailers: {} },
  };
};

export const newNote = (world: World, at: number, author: User, body: string, system: boolean) => {
  world.nextId += 1;
  return {
    ...{ id: world.nextId, type: system ? null : 'DiffNote', body, attachment: null },
    author: renderUser(world, author),
    ...{ created_at: iso(at), updated_at: iso(at), system, noteable_type: 'MergeRequest' },
    ...{ resolvable: !system, confidential: false, internal: false, commands_changes: {} },
  };
};

export const newStateEvent = (
  world: World,
  { at, user, state, of }: { at: number; user: User; state: string; of: Json },
): Json => {
  world.nextId += 1;
  return {
    ...{ id: world.nextId, user: renderUser(world, user), created_at: iso(at), state },
    resource_type: 'issue_type' in of ? 'Issue' : 'MergeRequest',
    resource_id: of.id,
  };
};

/** A file of a difference, with so many lines added and deleted. */
export const newDiff = (path: string, added: number, deleted: number): Json => {
  const lines = [
    ...Array.from({ length: deleted }, (_, line) => `-before ${line}`),
    ...Array.from({ length: added }, (_, line) => `+after ${line}`),
  ];
  return {
    ...{ old_path: path, new_path: path, a_mode: '100644', b_mode: '100644' },
    diff: `@@ -1,${deleted} +1,${added} @@\n${lines.join('\n')}\n`,
    ...{ new_file: false, renamed_file: false, deleted_file: false, generated_file: false },
    ...{ collapsed: false, too_large: false },
  };
};

export const newTag = (name: string, at: number, sha: string): Json => ({
  ...{ name, message: '', target: shaOf(`tag ${name}`), protected: false, release: null },
  ...{ created_at: iso(at) },
  commit: {
    ...{ id: sha, short_id: sha.slice(0, 8), title: `Release ${name}`, parent_ids: [] },
    ...{ committed_date: iso(at), authored_date: iso(at), created_at: iso(at) },
  },
});

interface NewMergeRequest {
  readonly iid: number;
  readonly title: string;
  readonly author: User;
  readonly createdAt: number;
}

/** An open merge request without commits and notes. */
export function newMergeRequest(
  world: World,
  { iid, title, author, createdAt }: NewMergeRequest,
): MergeRequest {
  world.nextId += 1;
  const at = iso(createdAt);
  return {
    fields: {
      ...{ id: world.nextId, iid, title, description: '', state: 'opened', created_at: at },
      ...{ updated_at: at, merged_by: null, merge_user: null, merged_at: null, closed_by: null },
      ...{ closed_at: null, target_branch: 'main', source_branch: `topic-${iid}`, upvotes: 0 },
      ...{ downvotes: 0, user_notes_count: 0, author: renderUser(world, author) },
      ...{ assignees: [], assignee: null, reviewers: [], labels: [], draft: false },
      ...{ work_in_progress: false, milestone: null, merge_when_pipeline_succeeds: false },
      ...{ merge_status: 'can_be_merged', sha: shaOf(`head ${iid} ${createdAt}`) },
      ...{ merge_commit_sha: null, squash_commit_sha: null, discussion_locked: null },
      ...{ squash: false, has_conflicts: false, blocking_discussions_resolved: true },
    },
    ...{ commits: [], notes: [], diffs: [], states: [] },
  };
}

export function newIssue(world: World, { iid, title, author, createdAt }: NewMergeRequest): Issue {
  world.nextId += 1;
  const at = iso(createdAt);
  return {
    fields: {
      ...{ id: world.nextId, iid, title, description: '', state: 'opened', created_at: at },
      ...{ updated_at: at, closed_at: null, closed_by: null, labels: [], milestone: null },
      ...{ assignees: [], author: renderUser(world, author), type: 'ISSUE', assignee: null },
      ...{ user_notes_count: 0, issue_type: 'issue', weight: null, confidential: false },
    },
    ...{ states: [], labels: [], related: [] },
  };
}
