import type { Integration } from '../../model/integration.js';
import type { Instant } from '../../model/time.js';
import { type RunWithoutCommits, runsWithoutCommits } from '../relations/unknown-commits.js';
import { milliseconds } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { edgeOf, type FactsIn, type RepositoryHistory } from './repository-histories.js';

/** Kind of a source of facts: the git history of a repository, its pull requests, or a tool outside repositories. */
export type SourceKind =
  | 'history'
  | 'pullRequest'
  | 'workItem'
  | 'run'
  | 'incident'
  | 'changeRequest';

/** An integration by its number and name, and what it connects. */
export type Reporter = Pick<Integration, 'number' | 'name' | 'provider'>;

/** Instant of the first known fact, null if there is none, and of the last complete sync of its integration. */
export interface Coverage {
  /** The integration that reports them; null for the history of a repository that facts name and none reports. */
  readonly by: Reporter | null;
  readonly firstAt: Instant | null;
  readonly lastSyncedAt: Instant | null;
}

/** A repository with what is known of it. */
export interface Source
  extends Pick<RepositoryHistory, 'repository' | 'id' | 'name' | 'url' | 'traits'> {
  /** False if facts name the repository, and no source reported it. */
  readonly isReported: boolean;
  readonly history: Coverage;
  readonly pullRequests: Coverage;
}

/** Facts of one kind outside repositories, from one integration with at least one. */
export interface ToolSource extends Coverage {
  readonly kind: Exclude<SourceKind, 'history' | 'pullRequest'>;
}

const reporter = (of: string): string =>
  `json_build_object('number', ${of}.number, 'name', ${of}.name, 'provider', ${of}.provider)`;
const reportedBy: FactsIn = { in: 'integration', of: 'i' };

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

/** An integration, as what it reports is shown. */
type Synced = Reporter & Pick<Integration, 'lastSyncedAt'>;

async function loadSynced(session: Session): Promise<Map<number, Synced>> {
  const rows = await session.load<Synced>(
    `select number::float8 as number, name, provider, ${milliseconds('last_synced_at')} as "lastSyncedAt" from integration where account_id = $1`,
  );
  return new Map(rows.map((row) => [row.number, row]));
}

const reporterOf = ({ number, name, provider }: Synced): Reporter => ({ number, name, provider });

/**
 * Returns histories with the syncs of their integrations. For a repository that no integration reported, the newest sync of any tool
 * counts. Pull requests are as fresh as the last sync of the integration of the newest one.
 */
function sourcesOf(
  histories: readonly RepositoryHistory[],
  synced: ReadonlyMap<number, Synced>,
): Source[] {
  const ofTools = [...synced.values()].filter(({ provider }) => provider !== 'GIT');
  const freshest = ofTools.reduce<Instant | null>(
    (newest, { lastSyncedAt }) =>
      lastSyncedAt !== null && (newest === null || lastSyncedAt > newest) ? lastSyncedAt : newest,
    null,
  );
  return histories.map(
    ({ integration, historyFirstAt, pullRequestsFirstAt, pullRequestsFrom, ...repository }) => {
      const by = synced.get(integration);
      const from = pullRequestsFrom === null ? undefined : synced.get(pullRequestsFrom);
      return {
        ...repository,
        isReported: integration > 0,
        history: {
          by: by ? reporterOf(by) : null,
          firstAt: historyFirstAt,
          lastSyncedAt: integration > 0 ? (by?.lastSyncedAt ?? null) : freshest,
        },
        pullRequests: {
          by: from ? reporterOf(from) : null,
          firstAt: pullRequestsFirstAt,
          lastSyncedAt: from?.lastSyncedAt ?? null,
        },
      };
    },
  );
}

export interface Sources {
  readonly sources: readonly Source[];
  readonly tools: readonly ToolSource[];
  /** The newest runs that name commits of which no repository has any. */
  readonly withoutCommits: readonly RunWithoutCommits[];
}

/** Loads all sources of facts of an account, with the histories of its repositories. */
export async function readSources(
  session: Session,
  histories: readonly RepositoryHistory[],
): Promise<Sources> {
  const sources = sourcesOf(histories, await loadSynced(session));
  const tools = await toolSources(session);
  return { sources, tools, withoutCommits: await runsWithoutCommits(session) };
}
