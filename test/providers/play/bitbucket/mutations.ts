import type { Instant } from '../../../../src/model/time.js';
import { people } from './generator.js';
import type { Account, Pull, Repository, World } from './types.js';

export const repositoryNamed = ({ repositories }: World, slug: string): Repository => {
  const found = repositories.find((one) => one.slug === slug);
  if (!found) throw new RangeError(`There is no repository ${slug}.`);
  return found;
};

export const pullNumbered = ({ pulls }: Repository, number: number): Pull => {
  const found = pulls.find(({ id }) => id === number);
  if (!found) throw new RangeError(`There is no pull request ${number}.`);
  return found;
};

export function retitle(pull: Pull, title: string, at: Instant): void {
  pull.title = title;
  pull.updatedAt = at;
}

export function approve(pull: Pull, at: Instant, by: Account = people[1]!): void {
  pull.activity.push({ kind: 'approval', at, by });
  pull.updatedAt = at;
}

/** Merges it by a commit of two parents. */
export function merge(pull: Pull, at: Instant, by: Account = people[0]!): void {
  const hash = pull.id.toString(16).padStart(40, 'f');
  const parents = ['a'.repeat(40), pull.commits.at(-1)?.hash ?? 'b'.repeat(40)];
  const message = `Merged in ${pull.branch} (pull request #${pull.id})\n`;
  pull.mergeCommit = { hash, at, message, raw: `${by.name} <${by.email}>`, author: by, parents };
  pull.state = 'MERGED';
  pull.closedOn = at;
  pull.updatedAt = at;
  pull.activity.push({ kind: 'update', at, by, state: 'MERGED' });
}

export function addTag(repository: Repository, name: string, at: Instant): void {
  const target = repository.pulls.find(({ mergeCommit }) => mergeCommit)?.mergeCommit;
  if (!target) throw new RangeError('Nothing was merged that a tag could name.');
  repository.tags.push({ name, at, target });
  repository.updatedAt = at;
}

export function deleteTag(repository: Repository): void {
  repository.tags.shift();
}

export function deleteRepository(world: World, repository: Repository): void {
  world.repositories = world.repositories.filter((one) => one !== repository);
}
