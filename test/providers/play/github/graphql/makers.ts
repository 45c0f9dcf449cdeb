import type { View } from '../view.js';
import type { Issue, PullRequest } from '../world/records.js';
import type { Repository } from '../world/world.js';

/** How nodes are made that others lead to: parts do not import the wholes that they belong to. */
export interface Makers {
  repository(repository: Repository, view: GraphView): object;
  pullRequest(pullRequest: PullRequest, repository: Repository, view: GraphView): object;
  issue(issue: Issue, repository: Repository, view: GraphView): object;
}

export interface GraphView extends View {
  readonly make: Makers;
}
