import type { z } from 'zod';
import type { Inventory, Tombstone } from '../../model/facts/facts.js';
import type { Instant } from '../../model/time.js';
import { numberedId, repositoryId } from '../github-api/ids.js';
import type { MappedFacts, Page } from '../provider.js';
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

/** Reads each record for itself, so that one that cannot be read stops no other. */
function readAll<Wire, Fact>(
  nodes: readonly unknown[],
  schema: z.ZodType<Wire>,
  toFact: (wire: Wire) => Fact | null,
): { readonly facts: readonly Fact[]; readonly malformed: number } {
  let malformed = 0;
  const facts = nodes.flatMap((node) => {
    const parsed = schema.safeParse(node);
    if (!parsed.success) malformed += 1;
    const fact = parsed.success ? toFact(parsed.data) : null;
    return fact === null ? [] : [fact];
  });
  return { facts, malformed };
}

const droppedOf = (what: string, malformed: number) =>
  malformed === 0 ? {} : { dropped: { [`MALFORMED_${what}`]: malformed } };

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

type Mapper = (body: never, readAt: Instant) => MappedFacts;
const mappers: Readonly<Record<string, Mapper>> = {
  repositories: ({ host, nodes }: RepositoriesPage, readAt) => {
    const { facts, malformed } = readAll(nodes, wireRepository, toRepository(host, readAt));
    return { REPOSITORY: facts, ...droppedOf('REPOSITORY', malformed) };
  },
  'pull-requests': (page: RepositoryPage, readAt) => {
    const { facts, malformed } = readAll(page.nodes, wirePullRequest, (wire) =>
      toPullRequest(page, wire),
    );
    // The name of the repository stands in it, and moves no date.
    return { PULL_REQUEST: facts, readAt, ...droppedOf('PULL_REQUEST', malformed) };
  },
  issues: (page: RepositoryPage, readAt) => {
    const { facts, malformed } = readAll(page.nodes, wireIssue, (wire) => toWorkItem(page, wire));
    return { WORK_ITEM: facts, readAt, ...droppedOf('WORK_ITEM', malformed) };
  },
  tags: (page: RepositoryPage, readAt) => {
    const { facts, malformed } = readAll(page.nodes, wireTag, toTag(page, readAt));
    return { TAG: facts, ...inventoryOf(page, readAt), ...droppedOf('TAG', malformed) };
  },
  commits: (page: RepositoryPage, readAt) => {
    const { facts, malformed } = readAll(page.nodes, wireCommit, toCommit(page, readAt));
    return { COMMIT: facts, ...droppedOf('COMMIT', malformed) };
  },
  'issue-numbers': (page: NumbersPage) => ({ inventories: [issuesThere(page)] }),
  gone: ({ tombstones }: GonePage, readAt) => ({
    tombstones: tombstones.map((one) => ({ ...one, updatedAt: readAt })),
  }),
};

/** Maps a page of GitHub's answers to facts. A record that cannot be read is counted as dropped and stops no other. */
export function toFacts({ kind, body, fetchedAt }: Page): MappedFacts {
  const map = Object.hasOwn(mappers, kind) ? mappers[kind] : undefined;
  return map ? map(JSON.parse(body) as never, fetchedAt) : {};
}
