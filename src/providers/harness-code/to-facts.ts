import type { RepositoryFact } from '../../model/facts/code.js';
import { remoteKey } from '../../model/facts/remote-url.js';
import type { PullRequestFact } from '../../model/facts/review.js';
import type { Instant } from '../../model/time.js';
import { nameOf } from '../names.js';
import type { MappedFacts, Page } from '../provider.js';
import { Records } from '../records.js';
import { repositoryId } from './ids.js';
import { toPullRequest } from './to-pull-request.js';
import {
  type GonePage,
  type PullRequestNode,
  type PullRequestsPage,
  type RepositoriesPage,
  wireActivity,
  wireCommit,
  wirePullRequest,
  wireRepository,
  wireStats,
} from './wire.js';

function toRepositories({ place, nodes }: RepositoriesPage, records: Records, updatedAt: Instant) {
  return records.readAll(wireRepository, nodes, 'REPOSITORY').map((wire): RepositoryFact => {
    const url = wire.git_url;
    return {
      id: repositoryId(place, wire.id),
      updatedAt,
      name: nameOf(wire.path.slice(wire.path.indexOf('/') + 1)),
      url,
      defaultBranch: wire.default_branch,
      remote: url === null ? null : remoteKey(url),
    };
  });
}

function pullRequestIn(
  page: PullRequestsPage,
  { pullRequest, stats, ...lists }: PullRequestNode,
  records: Records,
): PullRequestFact[] {
  return records.read(wirePullRequest, pullRequest, 'PULL_REQUEST').map((wire) => {
    const activities = records
      .readAll(wireActivity, lists.activities, 'ACTIVITY')
      .toSorted((left, right) => left.created - right.created);
    const commits = records.readAll(wireCommit, lists.commits, 'COMMIT');
    const { data } = wireStats.safeParse(stats);
    const { additions = null, deletions = null } = data ?? {};
    return toPullRequest(page, { wire, activities, commits, additions, deletions });
  });
}

const mappers: Readonly<
  Record<string, (body: never, records: Records, readAt: Instant) => MappedFacts>
> = {
  REPOSITORIES: (page: RepositoriesPage, records: Records, readAt: Instant) => ({
    REPOSITORY: toRepositories(page, records, readAt),
  }),
  /** Repositories that are gone; their pull requests go with them. */
  GONE: ({ place, ids }: GonePage, _: Records, updatedAt: Instant) => ({
    tombstones: ids.map((id) => ({ kind: 'REPOSITORY', id: repositoryId(place, id), updatedAt })),
  }),
  PULL_REQUESTS: (page: PullRequestsPage, records: Records) => ({
    PULL_REQUEST: page.nodes.flatMap((node) => pullRequestIn(page, node, records)),
  }),
};

/** Maps a page of Harness Code to facts. A record that cannot be read is counted as dropped and stops no other. */
export function toFacts({ kind, body, fetchedAt: readAt }: Page): MappedFacts {
  const map = Object.hasOwn(mappers, kind) ? mappers[kind] : undefined;
  if (!map) return {};
  const records = new Records();
  const facts = map(JSON.parse(body) as never, records, readAt);
  // Reviews and comments do not move every date of Harness, and other settings none.
  return { ...facts, ...records.dropped, readAt };
}
