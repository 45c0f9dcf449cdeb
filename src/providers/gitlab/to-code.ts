import type { RepositoryFact, TagFact } from '../../model/facts/code.js';
import type { Instant } from '../../model/time.js';
import { projectId } from '../gitlab-api/ids.js';
import type { WireProject } from '../gitlab-api/projects.js';
import type { ProjectBody, WireTag } from './wire.js';

/** A list says how things are when it is read, since a rename may keep older dates. */
export const toRepository =
  (place: string, readAt: Instant) =>
  (wire: WireProject): RepositoryFact => ({
    id: projectId(place, wire.id),
    updatedAt: readAt,
    name: wire.path_with_namespace,
    url: wire.web_url,
    defaultBranch: wire.default_branch ?? null,
  });

export const tagId = ({ place, project }: Pick<ProjectBody, 'place' | 'project'>, name: string) =>
  `${projectId(place, project.id)}:${name}`;

/** A tag's instant is its tagger's date, else the committer date of its commit. A tag of a tree or a file is no release. */
export const toTag =
  (body: ProjectBody, readAt: Instant) =>
  ({ name, commit, created_at: taggedAt }: WireTag): TagFact | null =>
    commit && {
      id: tagId(body, name),
      updatedAt: readAt,
      repository: projectId(body.place, body.project.id),
      name,
      sha: commit.id,
      taggedAt: taggedAt ?? commit.committed_date,
      position: null,
    };
