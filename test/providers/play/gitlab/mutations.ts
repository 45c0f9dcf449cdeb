import { iso, newNote, newStateEvent, renderUser, shaOf } from './elements.js';
import type { Issue, MergeRequest, Project, User, World } from './types.js';

const HOUR = 3_600_000;

/** Something happens in a project: GitLab notes that at most once an hour. */
function stir(project: Project, at: number): void {
  if (at - Date.parse(project.last_activity_at) >= HOUR) project.last_activity_at = iso(at);
}

const changed = (project: Project, one: MergeRequest | Issue, at: number): void => {
  one.fields.updated_at = iso(Math.max(at, Date.parse(one.fields.updated_at)));
  stir(project, at);
};

export function addNote(
  world: World,
  project: Project,
  one: MergeRequest,
  { at, by, body, system = false }: { at: number; by: User; body: string; system?: boolean },
): void {
  one.notes.push(newNote(world, at, by, body, system));
  if (!system) one.fields.user_notes_count = Number(one.fields.user_notes_count) + 1;
  changed(project, one, at);
}

type Way = 'MERGE' | 'SQUASH' | 'FAST_FORWARD';

/** Merges it; returns the hash that the branch then points at. */
export function merge(
  world: World,
  project: Project,
  one: MergeRequest,
  { at, by, way = 'MERGE' }: { at: number; by: User; way?: Way },
): string {
  const { fields } = one;
  const user = renderUser(world, by);
  Object.assign(fields, {
    ...{ state: 'merged', merged_at: iso(at), merged_by: user, merge_user: user },
    ...{ draft: false, work_in_progress: false },
    merge_commit_sha: way === 'MERGE' ? shaOf(`merge ${project.id} ${fields.iid}`) : null,
    squash_commit_sha: way === 'SQUASH' ? shaOf(`squash ${project.id} ${fields.iid}`) : null,
  });
  one.states.push(newStateEvent(world, { at, user: by, state: 'merged', of: fields }));
  changed(project, one, at);
  return String(fields.merge_commit_sha ?? fields.squash_commit_sha ?? fields.sha);
}

export function close(
  world: World,
  project: Project,
  one: MergeRequest | Issue,
  { at, by }: { at: number; by: User },
): void {
  const user = renderUser(world, by);
  Object.assign(one.fields, { state: 'closed', closed_at: iso(at), closed_by: user });
  one.states.push(newStateEvent(world, { at, user: by, state: 'closed', of: one.fields }));
  changed(project, one, at);
}

export function rename(
  project: Project,
  one: MergeRequest | Issue,
  title: string,
  at: number,
): void {
  one.fields.title = title;
  changed(project, one, at);
}

export function deleteProject(world: World, { id }: Project): void {
  world.projects = world.projects.filter((one) => one.id !== id);
}
/** Renames or transfers it; no date of what it holds moves. */
export function moveProject(project: Project, path: string): void {
  project.path = path;
}
