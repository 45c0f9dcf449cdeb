import type { Instant } from '../../model/time.js';
import { repositoryId } from '../azure-api/ids.js';
import { repositoriesOf } from '../azure-api/repositories.js';
import type { MappedFacts, Page } from '../provider.js';
import { Records } from '../records.js';
import { tagId, toTag } from './to-code.js';
import { toPullRequest } from './to-pull-request.js';
import {
  type GoneBody,
  type PullRequestsBody,
  type TagsBody,
  wirePullRequest,
  wireTag,
} from './wire.js';

function tagsThere({ place, repository, names }: TagsBody, readAt: Instant): MappedFacts {
  if (names === null) return {};
  const ids = names.map((name) => tagId(place, repository, name));
  const of = repositoryId(place, repository);
  return { inventories: [{ kind: 'TAG', repository: of, ids, updatedAt: readAt }] };
}

type Mapper = (body: never, records: Records, readAt: Instant) => MappedFacts;
const mappers: ReadonlyMap<string, Mapper> = new Map<string, Mapper>([
  ['repositories', repositoriesOf],
  [
    'pull-requests',
    // A new title moves no date: what was read last holds.
    (body: PullRequestsBody, records, readAt) => ({
      PULL_REQUEST: body.nodes.flatMap((whole) =>
        records
          .read(wirePullRequest, whole.pullRequest, 'PULL_REQUEST')
          .flatMap(
            (wire) => toPullRequest(body, wire, whole, records) ?? records.drop('UNKNOWN_STATUS'),
          ),
      ),
      readAt,
    }),
  ],
  [
    'tags',
    (body: TagsBody, records, readAt) => {
      const read = toTag(body, body.repository, readAt);
      const tags = records.readAll(wireTag, body.nodes, 'TAG').flatMap((wire) => read(wire) ?? []);
      return { TAG: tags, ...tagsThere(body, readAt) };
    },
  ],
  [
    'gone',
    ({ place, repositories }: GoneBody, _, readAt) => ({
      tombstones: repositories.map((id) => ({
        kind: 'REPOSITORY' as const,
        id: repositoryId(place, id),
        updatedAt: readAt,
      })),
    }),
  ],
]);

/** Maps a page of Azure's answers to facts. A record that cannot be read is counted as dropped and stops no other. */
export function toFacts({ kind, body, fetchedAt }: Page): MappedFacts {
  const map = mappers.get(kind);
  if (!map) return {};
  const records = new Records();
  return { ...map(JSON.parse(body) as never, records, fetchedAt), ...records.dropped };
}
