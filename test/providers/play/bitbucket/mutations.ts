import type { Instant } from '../../../../src/model/time.js';
import { people } from './generator.js';
import type { Account, Pipeline, Pull, Repository, World } from './types.js';

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
  const hash = pull.id.toString(16).padStart(4, '0').padEnd(40, 'f');
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

/** Starts a pipeline, which goes on. */
export function startPipeline(repository: Repository, branch: string, at: Instant): Pipeline {
  const number = repository.pipelines.length + 1;
  const pipeline: Pipeline = {
    uuid: `00000003-0000-4000-8000-9${String(number).padStart(11, '0')}`,
    ...{ number, createdAt: at, completedAt: null, branch, hash: 'd'.repeat(40) },
    ...{ state: 'IN_PROGRESS', outcome: 'RUNNING', creator: people[0]! },
    selector: { type: 'branches', pattern: 'main' },
  };
  repository.pipelines.push(pipeline);
  return pipeline;
}

export function endPipeline(pipeline: Pipeline, outcome: string, at: Instant): void {
  pipeline.state = 'COMPLETED';
  pipeline.outcome = outcome;
  pipeline.completedAt = at;
}
