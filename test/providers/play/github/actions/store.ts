import type { Repository, World } from '../world/world.js';
import { generateDeployments, generateRuns } from './generate.js';
import type { Deployment, Run } from './records.js';

/** The runs and deployments of a repository, the newest first. Tests change them as they like. */
export interface Actions {
  runs: Run[];
  deployments: Deployment[];
}

const stores = new WeakMap<Repository, Actions>();

/** Runs that a repository has for each pull request. */
const RUNS_A_PULL_REQUEST = 2;

/** Returns what a repository ran and deployed; invented when it is first asked for. */
export function actionsOf(world: World, repository: Repository): Actions {
  const known = stores.get(repository);
  if (known) return known;
  const count = repository.content.numbersOf('pullRequests').length * RUNS_A_PULL_REQUEST;
  const runs = generateRuns(world, repository, count);
  const made = { runs, deployments: generateDeployments(repository, runs) };
  stores.set(repository, made);
  return made;
}

/** Gives a repository these runs and deployments in the place of invented ones. */
export function setActions(repository: Repository, given: Partial<Actions>): void {
  stores.set(repository, { runs: [], deployments: [], ...given });
}
