import type { KnownRepository } from '../model/code.js';
import type { Session } from './session.js';

const columns =
  'r.number::float8 as number, coalesce(r.public_id, r.id) as id, r.name, r.url, r.integration::float8 as integration';

/** Repositories that are not deleted, after number `after`, at most `limit`. */
export const readRepositories = (
  session: Session,
  after: number,
  limit: number,
): Promise<KnownRepository[]> =>
  session.query(
    `select ${columns} from repository r where r.account_id = $1 and r.deleted_at is null and r.number > $2 order by r.number limit $3`,
    [session.account, after, limit],
  );

/** Repositories that are not deleted and that any of these integrations reports, by number. */
export const repositoriesReportedBy = (
  session: Session,
  integrations: readonly number[],
): Promise<KnownRepository[]> =>
  session.query(
    `select ${columns} from repository r where r.account_id = $1 and r.deleted_at is null and r.integration = any($2::bigint[]) order by r.number`,
    [session.account, integrations],
  );
