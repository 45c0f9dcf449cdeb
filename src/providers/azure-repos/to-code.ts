import type { RepositoryFact, TagFact } from '../../model/facts/code.js';
import type { Instant } from '../../model/time.js';
import { repositoryId } from '../azure-api/ids.js';
import type { Place, WireRepository, WireTag } from './wire.js';

/** Returns the name of a branch or tag without what Git writes before it. */
export const shortName = (ref: string): string => ref.replace(/^refs\/(?:heads|tags)\//, '');

const escaped = (...parts: readonly string[]): string => parts.map(encodeURIComponent).join('/');

/** A list says how things are when it is read, since a rename keeps all dates. */
export const toRepository =
  ({ place, web }: Place, readAt: Instant) =>
  ({ id, name, project, defaultBranch, webUrl }: WireRepository): RepositoryFact => ({
    id: repositoryId(place, id),
    updatedAt: readAt,
    name: `${project.name}/${name}`,
    url: webUrl || `${web}/${escaped(project.name, '_git', name)}`,
    defaultBranch: defaultBranch ? shortName(defaultBranch) : null,
  });

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
