import type { DeploymentMark } from '../../model/inputs/delivery-input.js';
import { relationName } from '../../model/relation.js';
import { timestamp } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

/** A run as it is kept, with its labels and its manual override. */
export interface KeptRun {
  readonly number: number;
  readonly tags: readonly string[];
  readonly mark: DeploymentMark | null;
}

/** Loads the run of an id; null if there is none, or it was deleted. */
export const loadKeptRun = (session: Session, id: string): Promise<KeptRun | null> =>
  session.find(
    `select r.number::float8 as number, r.tags, m.mark from pipeline_run r
       left join deployment_mark m on m.account_id = r.account_id and m.run = r.number
       where r.account_id = $1 and r.id = $2 and r.deleted_at is null`,
    [id],
  );

const hasOverrides = (session: Session): Promise<boolean> =>
  session.keep('has overrides', () =>
    session.hasRows('select 1 from deployment_mark where account_id = $1 limit 1'),
  );

/**
 * Loads the manual overrides of these effective runs. A run without one has that of its last attempt before with one, else
 * that of a run above for which it deploys.
 */
export async function loadOverridesOfRuns(
  session: Session,
  numbers: readonly number[],
): Promise<Map<number, DeploymentMark>> {
  if (numbers.length === 0 || !(await hasOverrides(session))) return new Map();
  const rows = await session.load<{ run: number; mark: DeploymentMark }>(
    `select distinct on (run) run::float8 as run, mark from (
       select run, mark, 0 as distance, 0 as attempt, '' as id from deployment_mark where account_id = $1 and run = any($2::bigint[])
       union all select l.target, m.mark, case l.relation when '${relationName.RUN_STANDING}' then 1 else 2 end, f.attempt, f.id from fact_link l
         join deployment_mark m on m.account_id = $1 and m.run = l.source
         join pipeline_run f on f.account_id = $1 and f.number = l.source
         where l.account_id = $1 and (l.relation = '${relationName.RUN_STANDING}' and l.rule = 'ATTEMPT' or l.relation = '${relationName.RUN_BELOW}')
           and l.target = any($2::bigint[])) as marked
     order by run, distance, attempt desc, id collate "C" desc`,
    [numbers],
  );
  return new Map(rows.map(({ run, mark }) => [run, mark]));
}

/** Writes or deletes the manual override of a run, and emits a change of the run. Returns false if there is no such run. */
export async function overrideDeployment(
  session: Session,
  run: number,
  mark: DeploymentMark | null,
  key: number,
): Promise<boolean> {
  const isThere = await session.hasRows(
    'select 1 from pipeline_run where account_id = $1 and number = $2 and deleted_at is null',
    [run],
  );
  if (!isThere) return false;
  if (mark === null)
    await session.run('delete from deployment_mark where account_id = $1 and run = $2', [run]);
  else
    await session.run(
      `insert into deployment_mark (account_id, run, mark, marked_by, at) values ($1, $2, $3, $4, $5::timestamptz)
       on conflict (account_id, run) do update set mark = excluded.mark, marked_by = excluded.marked_by, at = excluded.at`,
      [run, mark, key, timestamp(session.now)],
    );
  session.appendFacts('PIPELINE_RUN', [run]);
  return true;
}
