import type { PullRequestFact } from '../../../src/model/facts/review.js';
import { keptMergeRequest, keptNote } from '../../../src/providers/gitlab/kept.js';
import { newMergeRequest } from '../play/gitlab/elements.js';
import { addProject, emptyWorld } from '../play/gitlab/generator.js';
import type { MergeRequest, Project, World } from '../play/gitlab/types.js';
import { factsIn, pageOf } from './support.js';

export const NOW = Date.UTC(2026, 4, 20, 12);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A world of one empty project, `harbour/shop`. */
export function oneProject(): { readonly world: World; readonly shop: Project } {
  const world = emptyWorld(NOW);
  return { world, shop: addProject(world, 'harbour/shop', NOW - 50 * DAY) };
}

/** Adds an open merge request by Ada, made some hours ago. */
export function addOpen(world: World, project: Project, hoursAgo: number): MergeRequest {
  const iid = project.mergeRequests.size + 1;
  const [author] = world.users;
  const createdAt = NOW - hoursAgo * HOUR;
  const one = newMergeRequest(world, { iid, title: `Topic ${iid}`, author: author!, createdAt });
  project.mergeRequests.set(iid, one);
  return one;
}

const bare = {
  ...{ id: 7, iid: 1, title: 'Topic', state: 'opened', source_branch: 'topic' },
  ...{ target_branch: 'main', created_at: '2026-05-01T08:00:00.000Z' },
  ...{ updated_at: '2026-05-09T08:00:00.000Z' },
};

type Lists = Partial<Record<'commits' | 'notes' | 'diffs' | 'events', readonly unknown[]>>;

/** The fact of a merge request with nothing but what it must have. */
export function mapped(fields: object = {}, lists: Lists = {}): PullRequestFact {
  const node = {
    merge_request: keptMergeRequest({ ...bare, ...fields }),
    ...{ commits: [], diffs: [], events: [] },
    ...lists,
    notes: (lists.notes ?? []).map(keptNote),
  };
  return factsIn([pageOf('merge-requests', [node])], 'PULL_REQUEST')[0]!;
}

export const user = (username: string, id = 9) => ({ id, username, name: username });

/** A note of GitLab itself, at an hour of 3 May 2026. */
export const systemNote = (hour: number, body: string, username = 'cleo') => ({
  ...{ id: hour, system: true, body, author: user(username) },
  created_at: new Date(Date.UTC(2026, 4, 3, hour)).toISOString(),
});
export const may3 = (hour: number): number => Date.UTC(2026, 4, 3, hour);
