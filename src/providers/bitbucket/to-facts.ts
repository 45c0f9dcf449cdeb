import type { TagFact } from '../../model/facts/code.js';
import type { Instant } from '../../model/time.js';
import { repositoryId, tagId } from '../bitbucket-api/ids.js';
import { repositoryMappers } from '../bitbucket-api/repository-facts.js';
import type { MappedFacts, Page } from '../provider.js';
import { Records } from '../records.js';
import { type PullParts, toPullRequest } from './to-pull-request.js';
import {
  type Place,
  type PullRecord,
  type PullsPage,
  type TagsPage,
  type WireTag,
  wireActivity,
  wireComment,
  wireCommit,
  wireFile,
  wirePullRequest,
  wireTag,
} from './wire.js';

/** A tag's instant is its tagger's date, else that of its commit. */
function toTag({ host, repository }: Place, wire: WireTag, readAt: Instant): TagFact[] {
  const taggedAt = wire.date ?? wire.target?.date ?? null;
  if (!wire.target || taggedAt === null) return [];
  return [
    {
      id: tagId(host, repository.uuid, wire.name),
      updatedAt: readAt,
      repository: repositoryId(host, repository.uuid),
      name: wire.name,
      sha: wire.target.hash.toLowerCase(),
      taggedAt,
      position: null,
    },
  ];
}

const partsOf = (record: PullRecord, records: Records): PullParts[] =>
  records.read(wirePullRequest, record.pull, 'PULL_REQUEST').map((pull) => ({
    pull,
    activity: records.readAll(wireActivity, record.activity, 'ACTIVITY'),
    commits: records.readAll(wireCommit, record.commits, 'COMMIT'),
    comments: records.readAll(wireComment, record.comments, 'COMMENT'),
    files: record.files && records.readAll(wireFile, record.files, 'FILE'),
    merge:
      record.merge === null ? null : (records.read(wireCommit, record.merge, 'COMMIT')[0] ?? null),
  }));

type Mapper = (body: never, records: Records, readAt: Instant) => MappedFacts;
const mappers: Readonly<Record<string, Mapper>> = {
  ...repositoryMappers(repositoryId),
  // Names of people and repositories stand in pull requests, and move no date of theirs.
  'pull-requests': (page: PullsPage, records, readAt) => ({
    PULL_REQUEST: page.records
      .flatMap((record) => partsOf(record, records))
      .map((parts) => toPullRequest(page, parts)),
    readAt,
  }),
  tags: (page: TagsPage, records, readAt) => {
    const { host, repository, names } = page;
    const TAG = records
      .readAll(wireTag, page.tags, 'TAG')
      .flatMap((wire) => toTag(page, wire, readAt));
    if (!names) return { TAG };
    const ids = names.map((name) => tagId(host, repository.uuid, name));
    const home = repositoryId(host, repository.uuid);
    return { TAG, inventories: [{ kind: 'TAG', repository: home, ids, updatedAt: readAt }] };
  },
};

/** Maps a page of Bitbucket's answers to facts. A record that cannot be read is counted as dropped and stops no other. */
export function toFacts({ kind, body, fetchedAt }: Page): MappedFacts {
  const map = Object.hasOwn(mappers, kind) ? mappers[kind] : undefined;
  if (!map) return {};
  const records = new Records();
  return { ...map(JSON.parse(body) as never, records, fetchedAt), ...records.dropped };
}
