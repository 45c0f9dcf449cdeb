import type { TagFact } from '../../model/facts/code.js';
import type { Instant } from '../../model/time.js';
import { repositoryId } from '../azure-api/ids.js';
import { type Place, shortName } from '../azure-api/repositories.js';
import type { WireTag } from './wire.js';

export const tagId = (place: string, repository: string, name: string): string =>
  `${repositoryId(place, repository)}:${name}`;

/** A tag's instant is its tagger's date, else the committer date of its commit. A tag of something else is no release. */
export const toTag =
  ({ place }: Place, repository: string, readAt: Instant) =>
  ({ ref, commit, annotated }: WireTag): TagFact | null => {
    if (!commit) return null;
    const name = shortName(ref.name);
    return {
      id: tagId(place, repository, name),
      updatedAt: readAt,
      repository: repositoryId(place, repository),
      name,
      sha: ref.peeledObjectId ?? ref.objectId,
      taggedAt: annotated?.taggedBy?.date ?? commit.committer.date,
      position: null,
    };
  };
