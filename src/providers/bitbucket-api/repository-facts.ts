import { z } from 'zod';
import type { RepositoryFact } from '../../model/facts/code.js';
import type { Instant } from '../../model/time.js';
import type { MappedFacts } from '../provider.js';
import type { Records } from '../records.js';

/** A repository in the parts that its fact is made of. */
export const wireRepository = z.object({
  uuid: z.string(),
  full_name: z.string(),
  mainbranch: z.object({ name: z.string().nullish() }).nullish(),
  /** Its web address, which was kept of its links. */
  page: z.object({ href: z.string().nullish() }).nullish(),
});
type WireRepository = z.infer<typeof wireRepository>;

export interface RepositoriesPage {
  readonly host: string;
  readonly nodes: readonly unknown[];
}
/** Ids of repositories that are no more. */
export interface GonePage {
  readonly host: string;
  readonly repositories: readonly string[];
}

/** Each provider reports repositories under ids of its own, so that its removal takes nothing from the other. */
type IdOf = (host: string, uuid: string) => string;

/** A list says how things are when it is read: Bitbucket dates a repository by its commits alone. */
const toRepository = (
  idOf: IdOf,
  host: string,
  wire: WireRepository,
  readAt: Instant,
): RepositoryFact => ({
  id: idOf(host, wire.uuid),
  updatedAt: readAt,
  name: wire.full_name,
  url: wire.page?.href ?? `https://${host}/${wire.full_name}`,
  defaultBranch: wire.mainbranch?.name ?? null,
});

/** Returns the mappers of the pages that `look` yields. */
export const repositoryMappers = (idOf: IdOf) => ({
  repositories: (
    { host, nodes }: RepositoriesPage,
    records: Records,
    readAt: Instant,
  ): MappedFacts => ({
    REPOSITORY: records
      .readAll(wireRepository, nodes, 'REPOSITORY')
      .map((wire) => toRepository(idOf, host, wire, readAt)),
  }),
  gone: ({ host, repositories }: GonePage, _: Records, updatedAt: Instant): MappedFacts => ({
    tombstones: repositories.map((uuid) => ({
      kind: 'REPOSITORY' as const,
      id: idOf(host, uuid),
      updatedAt,
    })),
  }),
});
