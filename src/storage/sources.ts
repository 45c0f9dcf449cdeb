import type { Instant } from '../model/time.js';
import { milliseconds } from './instant-sql.js';
import type { Session } from './session.js';

/** What tells facts: the git history of a repository, its pull requests, or a tool that lies in no repository. */
export type SourceKind =
  | 'history'
  | 'pullRequest'
  | 'workItem'
  | 'run'
  | 'incident'
  | 'changeRequest';

/** Since when facts are known, null where there are none, and when the integration that tells them last did so to the end. */
export interface Coverage {
  readonly firstAt: Instant | null;
  readonly lastSyncedAt: Instant | null;
}

/** A repository with what is known of it. */
export interface Source {
  readonly repository: number;
  readonly name: string;
  readonly url: string | null;
  /** False where facts name it and nobody told of it. */
  readonly isTold: boolean;
  readonly history: Coverage;
  readonly pullRequests: Coverage;
}

/** Facts of one kind that lie in no repository, from one integration that told some. */
export interface ToolSource extends Coverage {
  readonly kind: Exclude<SourceKind, 'history' | 'pullRequest'>;
}

const firstOf = (table: string, column: string): string =>
  `(select min(${column}) from ${table} t where t.account_id = i.account_id and t.integration = i.number and t.deleted_at is null)`;

/**
 * By integration and kind, where there is any fact: one probe of an index each, whatever the number of facts. Git tells none of
 * them. Sprints and versions are of the tool that tells work items.
 */
export const toolSources = (session: Session): Promise<ToolSource[]> =>
  session.query(
    `select told.kind, ${milliseconds('told.first')} as "firstAt", ${milliseconds('i.last_synced_at')} as "lastSyncedAt"
     from integration i cross join lateral (values
       ('workItem', least(${firstOf('work_item', 'created_at')}, ${firstOf('sprint', 'start_at')}, ${firstOf('project_version', 'released_at')})),
       ('run', ${firstOf('pipeline_run', 'ended_at')}),
       ('incident', ${firstOf('incident', 'created_at')}),
       ('changeRequest', ${firstOf('change_request', 'created_at')})) as told (kind, first)
     where i.account_id = $1 and i.provider <> 'GIT' and told.first is not null order by i.number, told.kind`,
    [session.account],
  );

interface Row extends Omit<Source, 'history' | 'pullRequests'> {
  readonly historyFirstAt: Instant | null;
  readonly historySyncedAt: Instant | null;
  readonly pullRequestsFirstAt: Instant | null;
  readonly pullRequestsSyncedAt: Instant | null;
}

const within = 't.account_id = r.account_id and t.repository = r.number and t.deleted_at is null';
const doubtless = 't.doubt is null';

/**
 * The living repositories. A history begins with the first step of the default branch, where none is told with the first commit,
 * else tag; of what lies in a repository that nobody told of, the freshest tool knows how far it goes. Pull requests are as fresh
 * as the integration of the newest.
 */
export async function sources(session: Session): Promise<Source[]> {
  const rows = await session.query<Row>(
    `select r.number::float8 as repository, r.name, r.url, r.integration > 0 as "isTold",
       ${milliseconds(`coalesce((select min(t.merged_at) from change t where ${within} and ${doubtless} and t.merged_at > '1980-01-01'),
         (select min(t.authored_at) from commit t where ${within} and ${doubtless} and t.authored_at > '1980-01-01'),
         (select min(t.tagged_at) from tag t where ${within}))`)} as "historyFirstAt",
       ${milliseconds(`case when r.integration > 0 then i.last_synced_at else freshest.at end`)} as "historySyncedAt",
       (select ${milliseconds('min(t.opened_at)')} from pull_request t where ${within}) as "pullRequestsFirstAt",
       (select ${milliseconds('k.last_synced_at')} from pull_request t join integration k on k.account_id = t.account_id and k.number = t.integration
         where ${within} order by t.opened_at desc limit 1) as "pullRequestsSyncedAt"
     from repository r left join integration i on i.account_id = r.account_id and i.number = r.integration,
       (select max(last_synced_at) as at from integration where account_id = $1 and provider <> 'GIT') as freshest
     where r.account_id = $1 and r.deleted_at is null order by r.number`,
    [session.account],
  );
  return rows.map(
    ({
      historyFirstAt,
      historySyncedAt,
      pullRequestsFirstAt,
      pullRequestsSyncedAt,
      ...repository
    }) => ({
      ...repository,
      history: { firstAt: historyFirstAt, lastSyncedAt: historySyncedAt },
      pullRequests: { firstAt: pullRequestsFirstAt, lastSyncedAt: pullRequestsSyncedAt },
    }),
  );
}
