import type { CommitDoubt, CommitFact, RepositoryFact, TagFact } from '../../model/facts/code.js';
import type { Person } from '../../model/facts/people.js';
import {
  cutToBytes,
  EARLIEST_INSTANT,
  latestObserved,
  storableText,
  TEXT_BYTES,
} from '../../model/limits.js';
import type { Instant } from '../../model/time.js';
import { repositoryId } from '../github-api/ids.js';
import {
  nodesOf,
  type RepositoryPage,
  type WireCommit,
  type WireRepository,
  type WireTag,
} from './wire.js';

type Place = Pick<RepositoryPage, 'host' | 'repository'>;

/** A list says how things are when it is read, since a rename or a moved tag may keep older dates. */
export const toRepository =
  (host: string, readAt: Instant) =>
  (wire: WireRepository): RepositoryFact => ({
    id: repositoryId(host, wire.id),
    updatedAt: readAt,
    name: wire.full_name,
    url: wire.html_url,
    defaultBranch: wire.default_branch ?? null,
  });

export const tagId = ({ host, repository }: Place, name: string): string =>
  `${repositoryId(host, repository.databaseId)}:${name}`;

/** A tag's instant is its tagger's date, else the committer date of its commit. A tag of a tree or a file is no release. */
export const toTag =
  (place: Place, readAt: Instant) =>
  ({ name, target }: WireTag): TagFact | null => {
    const commit = target?.__typename === 'Tag' ? target.target : target;
    const taggedAt = target?.tagger?.date ?? commit?.committedDate;
    if (commit?.__typename !== 'Commit' || taggedAt === undefined) return null;
    return {
      id: tagId(place, name),
      updatedAt: readAt,
      repository: repositoryId(place.host, place.repository.databaseId),
      name,
      sha: commit.oid,
      taggedAt,
      position: null,
    };
  };

const authorOf = (given: WireCommit['author']): Person => {
  const [name, email] = [given?.name ?? '', given?.email ?? ''];
  return { applicationType: 'GIT', id: `${name} <${email}>`, name, email };
};

function doubtOf(authoredAt: Instant, readAt: Instant): CommitDoubt | null {
  if (authoredAt < EARLIEST_INSTANT) return 'AUTHORED_BEFORE_1980';
  return authoredAt > latestObserved(readAt) ? 'AUTHORED_IN_FUTURE' : null;
}

/** Commits come without their files: lines are unknown. */
export const toCommit =
  ({ host, repository }: Place, readAt: Instant) =>
  (wire: WireCommit): CommitFact => {
    const message = cutToBytes(storableText(wire.message), TEXT_BYTES);
    const [title = ''] = message.split('\n', 1);
    const home = repositoryId(host, repository.databaseId);
    const parents = nodesOf(wire.parents).map(({ oid }) => oid);
    return {
      id: `${home}:${wire.oid}`,
      updatedAt: wire.committedDate,
      repository: home,
      sha: wire.oid,
      title,
      body: message.slice(title.length).trim() || null,
      author: authorOf(wire.author),
      committer: authorOf(wire.committer),
      authoredAt: wire.authoredDate,
      committedAt: wire.committedDate,
      parents,
      isRoot: parents.length === 0,
      files: [],
      trailers: [],
      doubt: doubtOf(wire.authoredDate, readAt),
      incomplete: true,
      tooManyRenames: false,
    };
  };
