import { byId } from '../../model/byte-order.js';
import type { RepositoryTraits } from '../../model/team-scope.js';
import type { Instant } from '../../model/time.js';
import { type RunWithoutCommits, runsWithoutCommits } from '../relations/unknown-commits.js';
import { milliseconds } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { repositoryNames } from './repositories.js';

/** Kind of a source of facts: the git history of a repository, its pull requests, or a tool outside repositories. */
export type SourceKind =
  | 'history'
  | 'pullRequest'
  | 'workItem'
  | 'run'
  | 'incident'
  | 'changeRequest';

/** An integration by its number and name. */
export interface Reporter {
  readonly number: number;
  readonly name: string;
}

/** Instant of the first known fact, null if there is none, and of the last complete sync of its integration. */
export interface Coverage {
  /** The integration that reports them; null for the history of a repository that facts name and none reports. */
  readonly by: Reporter | null;
  readonly firstAt: Instant | null;
  readonly lastSyncedAt: Instant | null;
}

/** A repository with what is known of it. */
export interface Source {
  readonly repository: number;
  readonly id: string;
  readonly name: string;
  readonly url: string | null;
  /** Traits that filters compare. */
  readonly traits: RepositoryTraits;
  /** False if facts name the repository, and no source reported it. */
  readonly isReported: boolean;
  readonly history: Coverage;
  readonly pullRequests: Coverage;
}

/** Facts of one kind outside repositories, from one integration with at least one. */
export interface ToolSource extends Coverage {
  readonly kind: Exclude<SourceKind, 'history' | 'pullRequest'>;
}

/** Where facts of a table lie, by the column that says so, and the place whose facts are wanted. */
interface Lying {
  readonly in: 'integration' | 'repository';
  readonly of: string;
}

/**
 * SQL: the first or last instant of facts in a place that are not deleted, or another column of that fact. Only the index by place and
 * instant has this order, so that one probe finds it.
 */
function edgeOf(
  table: string,
  instant: string,
  { in: place, of }: Lying,
  { last = false, wanted = instant, only = 'true' } = {},
): string {
  const [from, order] = last ? ['<=', 'desc'] : ['>=', 'asc'];
  return `(select case when t.${place} = ${of}.number then t.${wanted} end from (
      select ${place}, ${wanted} from ${table} where account_id = $1 and ${place} ${from} ${of}.number and deleted_at is null
        and ${instant} is not null and ${only}
      order by ${place} ${order}, ${instant} ${order} limit 1) t)`;
}

const reporter = (of: string): string =>
  `json_build_object('number', ${of}.number, 'name', ${of}.name)`;
const reportedBy: Lying = { in: 'integration', of: 'i' };
const within: Lying = { in: 'repository', of: 'r' };

/**
 * Loads the tool sources with facts, by integration and kind, except git. Sprints and versions belong to the tool of the work items.
 */
const toolSources = (session: Session): Promise<ToolSource[]> =>
  session.load(
    `select given.kind, ${reporter('i')} as "by", ${milliseconds('given.first')} as "firstAt", ${milliseconds('i.last_synced_at')} as "lastSyncedAt"
     from integration i cross join lateral (values
       ('workItem', least(${edgeOf('work_item', 'created_at', reportedBy)}, ${edgeOf('sprint', 'start_at', reportedBy)},
         ${edgeOf('project_version', 'released_at', reportedBy)})),
       ('run', ${edgeOf('pipeline_run', 'ended_at', reportedBy)}),
       ('incident', ${edgeOf('incident', 'created_at', reportedBy)}),
       ('changeRequest', ${edgeOf('change_request', 'created_at', reportedBy)})) as given (kind, first)
     where i.account_id = $1 and i.provider <> 'GIT' and given.first is not null`,
  );

interface Row extends Omit<Source, 'history' | 'pullRequests' | 'traits'> {
  readonly historyFirstAt: Instant | null;
  readonly historySyncedAt: Instant | null;
  readonly pullRequestsFirstAt: Instant | null;
  readonly historyBy: Reporter | null;
  readonly pullRequestsFrom: { readonly by: Reporter; readonly at: Instant | null } | null;
}

const doubtless = (instant: string) => ({ only: `doubt is null and ${instant} > '1980-01-01'` });
const history = [
  edgeOf('change', 'merged_at', within, doubtless('merged_at')),
  edgeOf('commit', 'authored_at', within, doubtless('authored_at')),
  '(select min(tagged_at) from tag where account_id = $1 and repository = r.number and deleted_at is null)',
];
const freshest =
  "(select max(last_synced_at) from integration where account_id = $1 and provider <> 'GIT')";
const pullRequestsBy = edgeOf('pull_request', 'opened_at', within, {
  last: true,
  wanted: 'integration',
});

/**
 * Loads the repositories that are not deleted, in the order of their ids. A history begins with the first step of the default branch,
 * else with the first commit, else with the first tag. For a repository that no integration reported, the newest sync of any tool counts.
 * Pull requests are as fresh as the last sync of the integration of the newest one.
 */
async function repositorySources(session: Session): Promise<Source[]> {
  const rows = await session.load<Row>(
    `select r.number::float8 as repository, r.id, r.name, r.url, r.integration > 0 as "isReported",
       ${milliseconds(`coalesce(${history.join(', ')})`)} as "historyFirstAt",
       ${milliseconds(`case when r.integration > 0 then i.last_synced_at else ${freshest} end`)} as "historySyncedAt",
       ${milliseconds(edgeOf('pull_request', 'opened_at', within))} as "pullRequestsFirstAt",
       case when i.number > 0 then ${reporter('i')} end as "historyBy",
       (select json_build_object('by', ${reporter('p')}, 'at', ${milliseconds('p.last_synced_at')}) from integration p
         where p.account_id = $1 and p.number = ${pullRequestsBy}) as "pullRequestsFrom"
     from repository r left join integration i on i.account_id = r.account_id and i.number = r.integration
     where r.account_id = $1 and r.deleted_at is null and coalesce(r.same_as, r.number) = r.number`,
  );
  const names = new Map((await repositoryNames(session)).map((one) => [one.number, one.traits]));
  return rows
    .sort(byId)
    .map(
      ({
        historyFirstAt,
        historySyncedAt,
        pullRequestsFirstAt,
        historyBy,
        pullRequestsFrom,
        ...repository
      }) => ({
        ...repository,
        traits: names.get(repository.repository)!,
        history: { by: historyBy, firstAt: historyFirstAt, lastSyncedAt: historySyncedAt },
        pullRequests: {
          by: pullRequestsFrom?.by ?? null,
          firstAt: pullRequestsFirstAt,
          lastSyncedAt: pullRequestsFrom?.at ?? null,
        },
      }),
    );
}

export interface Sources {
  readonly sources: readonly Source[];
  readonly tools: readonly ToolSource[];
  /** The newest runs that name commits of which no repository has any. */
  readonly withoutCommits: readonly RunWithoutCommits[];
}

/** Loads all sources of facts of an account. Each takes a few probes, however many facts there are. */
export async function readSources(session: Session): Promise<Sources> {
  const sources = await repositorySources(session);
  const tools = await toolSources(session);
  return { sources, tools, withoutCommits: await runsWithoutCommits(session) };
}
