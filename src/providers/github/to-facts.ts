import type { Inventory, Tombstone } from '../../model/facts/facts.js';
import type { Instant } from '../../model/time.js';
import { numberedId, repositoryId } from '../github-api/ids.js';
import type { MappedFacts, Page } from '../provider.js';
import { Records } from '../records.js';
import { tagId, toCommit, toRepository, toTag } from './to-code.js';
import { toPullRequest } from './to-pull-request.js';
import { toWorkItem } from './to-work-item.js';
import {
  type RepositoriesPage,
  type RepositoryPage,
  tagNameIn,
  wireCommit,
  wireIssue,
  wirePullRequest,
  wireRepository,
  wireTag,
} from './wire.js';

interface GonePage {
  readonly tombstones: readonly Omit<Tombstone, 'updatedAt'>[];
}

/** Where a page ends the list of all tags, whatever else the repository was said to have is gone. */
function inventoryOf(page: RepositoryPage, readAt: Instant): MappedFacts {
  if (!page.isWhole) return {};
  const names = [...(page.names ?? []), ...page.nodes.flatMap(tagNameIn)];
  const repository = repositoryId(page.host, page.repository.databaseId);
  const ids = names.map((name) => tagId(page, name));
  return { inventories: [{ kind: 'TAG', repository, ids, updatedAt: readAt }] };
}

interface NumbersPage extends RepositoryPage {
  /** By GitHub's clock, as the dates of issues are. */
  readonly readAt: Instant;
  readonly nodes: readonly number[];
}

/** All issues that there are: others were deleted, or transferred. */
function issuesThere({ host, repository: { databaseId }, nodes, readAt }: NumbersPage): Inventory {
  const ids = nodes.map((number) => numberedId(host, databaseId, number));
  return { kind: 'WORK_ITEM', repository: repositoryId(host, databaseId), ids, updatedAt: readAt };
}

type Mapper = (body: never, records: Records, readAt: Instant) => MappedFacts;
const mappers: Readonly<Record<string, Mapper>> = {
  repositories: ({ host, nodes }: RepositoriesPage, records, readAt) => ({
    REPOSITORY: records
      .readAll(wireRepository, nodes, 'REPOSITORY')
      .map(toRepository(host, readAt)),
  }),
  // The name of the repository stands in pull requests and issues, and moves no date.
  'pull-requests': (page: RepositoryPage, records, readAt) => ({
    PULL_REQUEST: records
      .readAll(wirePullRequest, page.nodes, 'PULL_REQUEST')
      .map((wire) => toPullRequest(page, wire)),
    readAt,
  }),
  issues: (page: RepositoryPage, records, readAt) => ({
    WORK_ITEM: records
      .readAll(wireIssue, page.nodes, 'WORK_ITEM')
      .flatMap((wire) => toWorkItem(page, wire) ?? []),
    readAt,
  }),
  tags: (page: RepositoryPage, records, readAt) => {
    const tagOf = toTag(page, readAt);
    const facts = records.readAll(wireTag, page.nodes, 'TAG').flatMap((wire) => tagOf(wire) ?? []);
    return { TAG: facts, ...inventoryOf(page, readAt) };
  },
  commits: (page: RepositoryPage, records, readAt) => ({
    COMMIT: records.readAll(wireCommit, page.nodes, 'COMMIT').map(toCommit(page, readAt)),
  }),
  'issue-numbers': (page: NumbersPage) => ({ inventories: [issuesThere(page)] }),
  gone: ({ tombstones }: GonePage, _, readAt) => ({
    tombstones: tombstones.map((one) => ({ ...one, updatedAt: readAt })),
  }),
};

/** Maps a page of GitHub's answers to facts. A record that cannot be read is counted as dropped and stops no other. */
export function toFacts({ kind, body, fetchedAt }: Page): MappedFacts {
  const map = Object.hasOwn(mappers, kind) ? mappers[kind] : undefined;
  if (!map) return {};
  const records = new Records();
  return { ...map(JSON.parse(body) as never, records, fetchedAt), ...records.dropped };
}
