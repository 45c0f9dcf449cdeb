import type { RepositoryFact, TagFact } from '../../model/facts/code.js';
import type { Tombstone } from '../../model/facts/facts.js';
import { remoteKey } from '../../model/facts/remote-url.js';
import type { Instant } from '../../model/time.js';
import type { MappedFacts, Page } from '../provider.js';
import { Records } from '../records.js';
import { repositoryId, tagId } from './ids.js';
import { toCommit } from './to-commit.js';
import { toPullRequest } from './to-pull-request.js';
import {
  type ListBody,
  type PullsBody,
  type RepositoriesBody,
  type WireLinks,
  type WireRepository,
  wireBranchCommit,
  wirePull,
  wireRepository,
  wireTag,
} from './wire.js';

/** Returns the key of the address to clone from: that of the pages hides whose a personal repository is. */
function remoteOf(links: WireLinks): string | null {
  const clone = links?.clone ?? [];
  const web = clone.find(({ href }) => /^https?:/i.test(href)) ?? clone[0];
  return web ? remoteKey(web.href) : null;
}

/** A list says how things are when it is read, since a rename moves no date. */
function toRepository(
  place: string,
  { id, slug, project, links }: WireRepository,
  defaultBranch: string | null,
  readAt: Instant,
): RepositoryFact {
  const page = links?.self?.[0]?.href ?? null;
  return {
    id: repositoryId(place, id),
    updatedAt: readAt,
    name: `${project.key}/${slug}`,
    url: page?.replace(/\/browse\/?$/, '') ?? null,
    defaultBranch,
    remote: remoteOf(links) ?? undefined,
  };
}

const repositories = ({ place, nodes }: RepositoriesBody, records: Records, readAt: Instant) => ({
  REPOSITORY: nodes.flatMap(({ repository, branch }) =>
    records
      .read(wireRepository, repository, 'REPOSITORY')
      .map((wire) => toRepository(place, wire, branch, readAt)),
  ),
});

const pullRequests = (body: PullsBody, records: Records, readAt: Instant) => ({
  PULL_REQUEST: body.nodes.flatMap((node) =>
    records
      .read(wirePull, node.pullRequest, 'PULL_REQUEST')
      .map((pull) => toPullRequest(body, node, pull, records, readAt)),
  ),
  readAt,
});

/** A tag's instant is the committer date of its commit: the server does not say when it was made. */
const tags = ({ place, repository, nodes }: ListBody, records: Records, readAt: Instant) => ({
  TAG: records.readAll(wireTag, nodes, 'TAG').map(
    ({ tag, commit }): TagFact => ({
      id: tagId(place, repository, tag.displayId),
      updatedAt: readAt,
      repository: repositoryId(place, repository),
      name: tag.displayId,
      sha: tag.latestCommit,
      taggedAt: commit.committerTimestamp,
      position: null,
    }),
  ),
});

const commits = ({ place, repository, nodes }: ListBody, records: Records, readAt: Instant) => ({
  COMMIT: records
    .readAll(wireBranchCommit, nodes, 'COMMIT')
    .map((wire) => toCommit(place, repository, wire, readAt)),
});

interface GoneBody {
  readonly tombstones: readonly Omit<Tombstone, 'updatedAt'>[];
}
const gone = ({ tombstones }: GoneBody, _: Records, updatedAt: Instant) => ({
  tombstones: tombstones.map(({ kind, id }) => ({ kind, id, updatedAt })),
});

type Mapper = (body: never, records: Records, readAt: Instant) => MappedFacts;
const mappers: ReadonlyMap<string, Mapper> = new Map<string, Mapper>([
  ['repositories', repositories],
  ['pull-requests', pullRequests],
  ['tags', tags],
  ['commits', commits],
  ['gone', gone],
]);

/** Maps a page of Bitbucket's answers to facts. A record that cannot be read is counted as dropped and stops no other. */
export function toFacts({ kind, body, fetchedAt }: Page): MappedFacts {
  const records = new Records();
  const facts = mappers.get(kind)?.(JSON.parse(body) as never, records, fetchedAt);
  return { ...facts, ...records.dropped };
}
