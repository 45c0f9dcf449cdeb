import { z } from 'zod';
import { hookBody } from '../azure-api/receive.js';
import { type Delivery, ignored, nudging, type Opened } from '../delivery.js';

const repository = z.object({ id: z.string(), project: z.object({ id: z.string() }) });
const pullRequest = z.object({ pullRequestId: z.number(), repository });
/** A comment comes with its pull request beside it. */
const commented = z.object({ pullRequest });
const pushed = z.object({
  refUpdates: z.array(z.object({ name: z.string() })).nullish(),
  repository,
});
const ofRepository = z.object({ repository });

const NAMELESS = 'It names nothing that can be read: send all details of the resource.';
const nudge = (...parts: readonly (string | number)[]): Opened => nudging(parts.join('/'));

const nudgePull = (given: unknown): Opened => {
  const { data } = pullRequest.safeParse(given);
  if (!data) return ignored(NAMELESS);
  return nudge('pull', data.repository.project.id, data.repository.id, data.pullRequestId);
};

const nudgeRepository = (resource: unknown): Opened => {
  const { data } = ofRepository.safeParse(resource);
  if (!data) return ignored(NAMELESS);
  return nudge('repository', data.repository.project.id, data.repository.id);
};

function nudgePush(resource: unknown): Opened {
  const { data } = pushed.safeParse(resource);
  if (!data) return ignored(NAMELESS);
  const hasTags = (data.refUpdates ?? []).some(({ name }) => name.startsWith('refs/tags/'));
  return hasTags
    ? nudge('tags', data.repository.project.id, data.repository.id)
    : ignored('It pushes no tag.');
}

const readers: ReadonlyMap<string, (resource: unknown) => Opened> = new Map([
  ['git.pullrequest.created', nudgePull],
  ['git.pullrequest.updated', nudgePull],
  ['git.pullrequest.merged', nudgePull],
  [
    'ms.vss-code.git-pullrequest-comment-event',
    (resource: unknown) => nudgePull(commented.safeParse(resource).data?.pullRequest),
  ],
  ['git.push', nudgePush],
  ['git.repo.created', nudgeRepository],
  ['git.repo.renamed', nudgeRepository],
  ['git.repo.statuschanged', nudgeRepository],
  ['git.repo.deleted', nudgeRepository],
]);

/** Returns what a delivery points at: its body lacks threads and commits, so that all is read by id. */
export function open(delivery: Delivery): Opened {
  const body = hookBody(delivery);
  if (body === null) return ignored('It is no event of Azure DevOps.');
  const read = readers.get(body.eventType);
  return read ? read(body.resource) : ignored(`Nothing is made of ${body.eventType}.`);
}
