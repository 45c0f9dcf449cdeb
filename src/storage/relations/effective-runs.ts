import type { RunStatus } from '../../model/facts/delivery.js';
import type { DeploymentMark } from '../../model/inputs/delivery-input.js';
import type { Traits } from '../../model/inputs/input-base.js';
import type { DeliveredCode, EffectiveRun, RunAttempt } from '../../model/linkable.js';
import type { Instant } from '../../model/time.js';
import { milliseconds } from '../sql/instant-sql.js';
import { LoadedRows } from '../sql/loaded-rows.js';
import type { Session } from '../sql/session.js';
import { loadOverridesOfRuns } from './deployment-overrides.js';
import { linksAt } from './fact-links.js';

/** One attempt of a run as it rests. Its `run` is the tool's own behind its source: two sources may number their runs alike. */
export interface RunRow extends RunAttempt {
  readonly serviceNames: readonly string[];
  readonly pipelineNumber: number;
  readonly project: string | null;
  readonly organization: string | null;
  readonly infrastructure: string | null;
  readonly tags: readonly string[];
  readonly branch: string | null;
  readonly status: RunStatus;
  readonly statusName: string;
  readonly rollback: boolean;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
}

/** An effective run with the fields of its last attempt. */
export interface EffectiveRunRow
  extends EffectiveRun,
    Pick<RunRow, 'branch' | 'status' | 'startedAt' | 'endedAt'> {
  readonly pipeline: number;
  /** Its end, else its start, else the instant of its version. */
  readonly ownAt: Instant;
  /** True if any attempt or child run is a rollback. */
  readonly rollback: boolean;
  readonly mark: DeploymentMark | null;
  readonly traits: Traits;
  /** Its own and those of the builds whose artifacts it takes. */
  readonly delivered: DeliveredCode | null;
}

/** Loads all attempts that are not deleted and hang together with these over runs and parents, themselves among them. */
export const runTrees = (session: Session, numbers: Iterable<number>): Promise<RunRow[]> =>
  session.loadBy(
    `with recursive tree (number, id, run, parent, integration) as (
       select number, id, run, parent, integration from pipeline_run where account_id = $1 and number = any($2::bigint[]) and deleted_at is null
       union select next.number, next.id, next.run, next.parent, next.integration from tree cross join lateral (
         select r.* from pipeline_run r where r.account_id = $1 and r.run = tree.run and r.integration = tree.integration and r.deleted_at is null
         union all select r.* from pipeline_run r where r.account_id = $1 and r.id = tree.parent and r.deleted_at is null
         union all select r.* from pipeline_run r where r.account_id = $1 and r.parent = tree.id and r.deleted_at is null) as next)
     select f.number::float8 as number, f.id, concat(f.integration, ' ', f.run) as run, f.attempt, f.parent, f.kinds,
       f.repository::float8 as repository, f.commits,
       f.service_numbers as services, f.services as "serviceNames", f.pipeline, f.pipeline_number::float8 as "pipelineNumber", f.project,
       f.organization, f.environment, f.environment_type as "environmentType", f.infrastructure, f.tags, f.artifacts_in as "artifactsIn",
       f.artifacts_out as "artifactsOut", f.branch, f.status, f.status_name as "statusName", f.rollback,
       ${milliseconds('f.started_at')} as "startedAt", ${milliseconds('f.ended_at')} as "endedAt"
     from tree cross join lateral (select * from pipeline_run r where r.account_id = $1 and r.number = tree.number offset 0) f order by 1`,
    numbers,
  );

type Read = Omit<EffectiveRunRow, Exclude<keyof EffectiveRun, 'id'> | 'mark'> & {
  run: EffectiveRun;
};

/** Effective runs that a transaction has loaded. */
const loadedRuns = (session: Session) =>
  session.keep('effective runs', () => new LoadedRows<EffectiveRunRow>());

async function readRows(session: Session, numbers: readonly number[]): Promise<EffectiveRunRow[]> {
  const rows = await session.load<Read>(
    `select s.run, f.id, s.traits, s.delivered, (s.traits -> 'rollback' ->> 0)::boolean as rollback, f.pipeline_number::float8 as pipeline,
     regexp_replace(f.branch, '^refs/heads/', '') as branch, f.status,
       ${milliseconds('f.started_at')} as "startedAt", ${milliseconds('f.ended_at')} as "endedAt",
       ${milliseconds('coalesce(f.ended_at, f.started_at, f.told_at)')} as "ownAt"
     from standing_run s cross join lateral (select * from pipeline_run r where r.account_id = $1 and r.number = s.number offset 0) f
     where s.account_id = $1 and s.number = any($2::bigint[])`,
    [numbers],
  );
  const marks = await loadOverridesOfRuns(session, numbers);
  return rows.map(({ run, ...own }) => ({ ...run, ...own, mark: marks.get(run.number) ?? null }));
}

/** Loads effective runs by number. */
export const loadEffectiveRunRows = (
  session: Session,
  numbers: Iterable<number>,
): Promise<EffectiveRunRow[]> =>
  loadedRuns(session).load(numbers, (missing) => readRows(session, missing));

/** Replaces the effective runs of these attempts. Returns the numbers of those before. */
export async function writeEffectiveRuns(
  session: Session,
  attempts: readonly number[],
  resolved: readonly { readonly run: EffectiveRun; readonly traits: Traits }[],
): Promise<number[]> {
  const before = await session.loadNumbersBy(
    'delete from standing_run where account_id = $1 and number = any($2::bigint[]) returning number::float8 as number',
    attempts,
  );
  loadedRuns(session).clear();
  if (resolved.length > 0)
    await session.run(
      `insert into standing_run (account_id, number, run, traits)
       select $1, given.number, run, traits
       from rows from (unnest($2::bigint[]), jsonb_array_elements($3::jsonb), jsonb_array_elements($4::jsonb)) as given (number, run, traits)`,
      [
        resolved.map(({ run }) => run.number),
        JSON.stringify(resolved.map(({ run }) => run)),
        JSON.stringify(resolved.map(({ traits }) => traits)),
      ],
    );
  return before;
}

/** The runs below others that deploy only where a team's scope takes them. */
export const scopedCandidates = (session: Session) =>
  session.loadNumbers(`select number::float8 as number from pipeline_run where account_id = $1 and parent is not null and deleted_at is null
       and kinds @> '["CD"]' and environment is null and environment_type is null and services = '[]'::jsonb`);

/** The deployments to environments that have a name and no type, and whether they count anywhere. */
export const deploymentsToNamedEnvironments = (
  session: Session,
): Promise<{ run: number; placed: boolean }[]> =>
  session.load(
    `select s.number::float8 as run, exists (select 1 from deployment_place p where p.account_id = $1 and p.run = s.number) as placed
     from standing_run s where s.account_id = $1 and s.run -> 'kinds' @> '["CD"]' and s.run ->> 'environmentType' is null
       and s.run -> 'environments' <> '[]'::jsonb`,
  );

/** Keeps what deployments consist of. */
export async function writeDelivered(
  session: Session,
  delivered: ReadonlyMap<number, DeliveredCode>,
): Promise<void> {
  if (delivered.size === 0) return;
  const loaded = loadedRuns(session);
  const concerned = loaded.where(({ number }) => delivered.has(number));
  loaded.add(concerned.map((row) => ({ ...row, delivered: delivered.get(row.number)! })));
  await session.run(
    `update standing_run s set delivered = given.delivered
     from rows from (unnest($2::bigint[]), jsonb_array_elements($3::jsonb)) as given (number, delivered)
     where s.account_id = $1 and s.number = given.number and s.delivered is distinct from given.delivered`,
    [[...delivered.keys()], JSON.stringify([...delivered.values()])],
  );
}

/** Finds the effective run of each of these attempts, and the runs that deploy below it. */
export async function effectiveRunsFor(
  session: Session,
  attempts: Iterable<number>,
): Promise<number[]> {
  const asked = [...attempts];
  const links = await linksAt(session, 'source', ['RUN_STANDING', 'RUN_BELOW'], asked);
  const found = [...asked, ...links.map(({ target }) => target)];
  return (await loadEffectiveRunRows(session, found)).map(({ number }) => number);
}
