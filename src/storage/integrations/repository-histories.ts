import { byId } from '../../model/byte-order.js';
import type { RepositoryTraits } from '../../model/team-scope.js';
import type { Instant } from '../../model/time.js';
import { milliseconds } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { digestOfRepositories, repositoryNames } from './repositories.js';

/** Where facts of a table lie, by the column that says so, and the place whose facts are wanted. */
export interface FactsIn {
  readonly in: 'integration' | 'repository';
  readonly of: string;
}

/**
 * SQL: the first or last instant of facts in a place that are not deleted, or another column of that fact. Only the index by place and
 * instant has this order, so that one probe finds it.
 */
export function edgeOf(
  table: string,
  instant: string,
  { in: place, of }: FactsIn,
  { last = false, wanted = instant, only = 'true' } = {},
): string {
  const [from, order] = last ? ['<=', 'desc'] : ['>=', 'asc'];
  return `(select case when t.${place} = ${of}.number then t.${wanted} end from (
      select ${place}, ${wanted} from ${table} where account_id = $1 and ${place} ${from} ${of}.number and deleted_at is null
        and ${instant} is not null and ${only}
      order by ${place} ${order}, ${instant} ${order} limit 1) t)`;
}

/** A repository, and since when its history and its pull requests are known. */
export interface RepositoryHistory {
  readonly repository: number;
  readonly id: string;
  readonly name: string;
  readonly url: string | null;
  /** Traits that filters compare. */
  readonly traits: RepositoryTraits;
  /** The integration that reports it; 0 or less if facts name it and none reports it. */
  readonly integration: number;
  readonly historyFirstAt: Instant | null;
  readonly pullRequestsFirstAt: Instant | null;
  /** The integration of the newest pull request. */
  readonly pullRequestsFrom: number | null;
}

const within: FactsIn = { in: 'repository', of: 'r' };
const doubtless = (instant: string) => ({ only: `doubt is null and ${instant} > '1980-01-01'` });
const history = [
  edgeOf('change', 'merged_at', within, doubtless('merged_at')),
  edgeOf('commit', 'authored_at', within, doubtless('authored_at')),
  '(select min(tagged_at) from tag where account_id = $1 and repository = r.number and deleted_at is null)',
];
const pullRequestsFrom = edgeOf('pull_request', 'opened_at', within, {
  last: true,
  wanted: 'integration',
});

/**
 * Loads the repositories that are not deleted, in the order of their ids. A history begins with the first step of the default branch,
 * else with the first commit, else with the first tag. Each takes a few probes, however many facts there are.
 */
export async function loadRepositoryHistories(session: Session): Promise<RepositoryHistory[]> {
  const rows = await session.load<Omit<RepositoryHistory, 'traits'>>(
    `select r.number::float8 as repository, r.id, r.name, r.url, r.integration::float8 as integration,
       ${milliseconds(`coalesce(${history.join(', ')})`)} as "historyFirstAt",
       ${milliseconds(edgeOf('pull_request', 'opened_at', within))} as "pullRequestsFirstAt",
       ${pullRequestsFrom}::float8 as "pullRequestsFrom"
     from repository r where r.account_id = $1 and r.deleted_at is null and coalesce(r.same_as, r.number) = r.number`,
  );
  const names = new Map((await repositoryNames(session)).map((one) => [one.number, one.traits]));
  return rows.sort(byId).map((row) => ({ ...row, traits: names.get(row.repository)! }));
}

/** The sources that histories of repositories are made of. */
export interface HistoriesVersion {
  /** The sequence up to which facts are linked. Linking may find that another record of a repository reports a fact too. */
  readonly linked: number;
  /** A digest of the repositories themselves. */
  readonly digest: string;
  /** True if facts of repositories were written, changed or retracted after the sequence, as far as the change log says. */
  readonly differs: boolean;
}

/** Finds whether the histories of repositories may differ from those of a sequence. */
export async function versionOfHistories(
  session: Session,
  since: number,
): Promise<HistoriesVersion> {
  const row = await session.find<HistoriesVersion>(
    `select ${digestOfRepositories} as digest,
       coalesce((select position from correlation where account_id = $1), 0)::float8 as linked,
       exists (select 1 from (select kind, what from change_log where account_id = $1 and sequence > $2 order by sequence offset 0) l
         where kind = 'FACTS' and what ->> 'kind' in ('REPOSITORY', 'COMMIT', 'CHANGE', 'TAG', 'PULL_REQUEST')) as differs`,
    [since],
  );
  return row ?? { linked: 0, digest: '', differs: true };
}
