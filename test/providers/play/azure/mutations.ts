import { people, systemThread, textThread } from './generator.js';
import type { AzureWorld, PullRequest, Repository } from './world.js';

/** Returns the open pull requests, the oldest first. */
export const openOf = ({ pullRequests }: AzureWorld): readonly PullRequest[] =>
  pullRequests.filter(({ status }) => status === 'active');

/** Returns the pull requests that were closed, the last one first. */
export const closedOf = ({ pullRequests }: AzureWorld): readonly PullRequest[] =>
  pullRequests
    .filter(({ status }) => status !== 'active')
    .sort((left, right) => (right.closedAt ?? 0) - (left.closedAt ?? 0));

export function complete(pull: PullRequest, at: number): void {
  pull.status = 'completed';
  pull.closedAt = at;
}

export function comment(world: AzureWorld, pull: PullRequest, at: number, text: string): void {
  pull.threads.push(textThread(world.nextThread++, at, people[3]!, text));
}

/** An abandoned pull request is opened again: only a thread says when. */
export function reactivate(world: AzureWorld, pull: PullRequest, at: number): void {
  pull.status = 'active';
  pull.closedAt = null;
  const said = { CodeReviewStatus: 'Active' };
  pull.threads.push(systemThread(world.nextThread++, at, 'StatusUpdate', said));
}

/** Its pull requests and tags are shown no more. */
export function deleteRepository(world: AzureWorld, repository: Repository): void {
  world.repositories = world.repositories.filter((one) => one !== repository);
}

export function deleteTag(world: AzureWorld, name: string): void {
  world.tags = world.tags.filter((one) => one.name !== name);
}
