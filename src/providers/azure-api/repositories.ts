import { z } from 'zod';
import type { RepositoryFact } from '../../model/facts/code.js';
import type { Instant } from '../../model/time.js';
import type { Records } from '../records.js';
import { repositoryId } from './ids.js';

export const wireRepository = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  project: z.object({ id: z.string(), name: z.string() }),
  defaultBranch: z.string().nullish(),
  webUrl: z.string().nullish(),
  remoteUrl: z.string().nullish(),
});
export type WireRepository = z.infer<typeof wireRepository>;

/** Where the records of a page lie. */
export interface Place {
  /** The place of the organisation. */
  readonly place: string;
  /** The address that people open. */
  readonly web: string;
}

/** A page of repositories, which code and pipelines report alike. */
export interface RepositoriesBody extends Place {
  readonly nodes: readonly unknown[];
}

/** Returns the name of a branch or tag without what Git writes before it. */
export const shortName = (ref: string): string => ref.replace(/^refs\/(?:heads|tags)\//, '');

const escaped = (...parts: readonly string[]): string => parts.map(encodeURIComponent).join('/');

/** A list says how things are when it is read, since a rename keeps all dates. */
const toRepository =
  ({ place, web }: Place, readAt: Instant) =>
  ({ id, name, project, defaultBranch, webUrl }: WireRepository): RepositoryFact => ({
    id: repositoryId(place, id),
    updatedAt: readAt,
    name: `${project.name}/${name}`,
    url: webUrl || `${web}/${escaped(project.name, '_git', name)}`,
    defaultBranch: defaultBranch ? shortName(defaultBranch) : null,
  });

/** Returns the facts of a page of repositories. */
export const repositoriesOf = (
  body: RepositoriesBody,
  records: Records,
  readAt: Instant,
): { readonly REPOSITORY: readonly RepositoryFact[] } => ({
  REPOSITORY: records
    .readAll(wireRepository, body.nodes, 'REPOSITORY')
    .map(toRepository(body, readAt)),
});
