import { LRUCache } from 'lru-cache';
import type { KnownRepository } from '../../model/facts/code.js';
import type { RepositoryTraits } from '../../model/team-scope.js';
import type { Session } from '../sql/session.js';

const columns =
  'r.number::float8 as number, coalesce(r.public_id, r.id) as id, r.name, r.url, r.integration::float8 as integration';

/** Repositories that are not deleted, after number `after`, at most `limit`. */
export const readRepositories = (
  session: Session,
  after: number,
  limit: number,
): Promise<KnownRepository[]> =>
  session.load(
    `select ${columns} from repository r where r.account_id = $1 and r.deleted_at is null and coalesce(r.same_as, r.number) = r.number and r.number > $2
     order by r.number limit $3`,
    [after, limit],
  );

/** Repositories that are not deleted and that any of these integrations reports, by number. */
export const repositoriesReportedBy = (
  session: Session,
  integrations: readonly number[],
): Promise<KnownRepository[]> =>
  session.load(
    `select ${columns} from repository r where r.account_id = $1 and r.deleted_at is null and r.integration = any($2::bigint[]) order by r.number`,
    [integrations],
  );

/** Returns the projects of the work items that an integration reports, in the order of bytes. */
export async function projectsReportedBy(
  session: Session,
  integration: number,
): Promise<readonly string[]> {
  const rows = await session.load<{ project: string }>(
    `select project from work_item where account_id = $1 and integration = $2 and deleted_at is null and project is not null
     group by project order by project collate "C"`,
    [integration],
  );
  return rows.map(({ project }) => project);
}

/** A repository by what filters compare; one that several sources report has the names of all. */
export interface RepositoryName {
  readonly number: number;
  readonly name: string;
  readonly traits: RepositoryTraits;
}

/** SQL: a digest of the repositories of the account, which is equal as long as none of them changes. */
export const digestOfRepositories = `(select coalesce(md5(string_agg(one, ',' order by one)), '') from
   (select row(number, id, name, url, remote, public_id, integration, same_as, deleted_at)::text as one
      from repository where account_id = $1) r)`;

async function loadRepositoryNames(session: Session): Promise<RepositoryName[]> {
  const rows = await session.load<Omit<RepositoryName, 'traits'> & RepositoryTraits>(
    `select l.number::float8 as number, l.name, m.repository, m."repositoryId", m."repositoryUrl" from repository l join (
       select coalesce(r.same_as, r.number) as leader, jsonb_agg(r.name) as repository,
         jsonb_agg(r.id) || jsonb_agg(coalesce(r.public_id, r.id)) as "repositoryId",
         coalesce(jsonb_agg(r.url) filter (where r.url is not null), '[]')
           || coalesce(jsonb_agg(r.remote) filter (where r.remote is not null), '[]') as "repositoryUrl"
       from repository r where r.account_id = $1 and r.deleted_at is null group by 1) m on m.leader = l.number
     where l.account_id = $1 and l.deleted_at is null`,
  );
  return rows.map(({ number, name, ...traits }) => ({ number, name, traits }));
}

/** The names of repositories by their digest: few, since each holds those of an account. */
const known = new LRUCache<string, readonly RepositoryName[]>({ max: 20 });

/** Returns the repositories of the account that are not deleted. They are read once while none changes. */
export async function repositoryNames(session: Session): Promise<readonly RepositoryName[]> {
  const row = await session.find<{ digest: string }>(`select ${digestOfRepositories} as digest`);
  const digest = row?.digest ?? '';
  const names = known.get(digest) ?? (await loadRepositoryNames(session));
  known.set(digest, names);
  return names;
}
