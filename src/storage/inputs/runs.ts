import type { BlamedDeployment, RunInput } from '../../model/inputs/delivery-input.js';
import { relationName } from '../../model/relation.js';
import type { Instant } from '../../model/time.js';
import { loadOverridesOfRuns } from '../relations/deployment-overrides.js';
import { milliseconds } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { blamesOfRuns } from './blames.js';
import { present, type Scanned } from './cell.js';

interface Row extends Omit<RunInput, 'blamedBy' | 'mark' | 'service' | 'reverts'> {
  readonly toldAt: Instant | null;
}

const runRows = (session: Session, numbers: readonly number[]): Promise<Row[]> =>
  session.load(
    `select s.number::float8 as number, coalesce(f.repository, (s.run -> 'repositories' ->> 0)::bigint)::float8 as repository,
       i.developer::float8 as developer, i.bot is not null as "byBot",
       ${milliseconds('coalesce(f.ended_at, f.started_at, f.told_at)')} as "ownAt", f.pipeline_number::float8 as pipeline,
       s.run -> 'services' as services, s.run -> 'kinds' as kinds, f.status, (s.traits -> 'rollback' ->> 0)::boolean as rollback,
       ${milliseconds('f.started_at')} as "startedAt", ${milliseconds('f.ended_at')} as "endedAt", ${milliseconds('f.told_at')} as "toldAt",
       s.run ->> 'environmentType' as "environmentType", coalesce((s.run -> 'deploysBelow')::boolean, false) as "deploysBelow",
       nullif(s.run -> 'scoped', 'null') as scoped, coalesce(s.run -> 'scopedBelow', '[]') as "scopedBelow", s.traits,
       ${milliseconds('n.at')} as "nextSuccessAt",
       exists (select 1 from fact_link r where r.account_id = $1 and r.relation = '${relationName.DEPLOYMENT_REPAIR}' and r.source = s.number
         and r.rule = 'FIXED_BY') as repairs
     from standing_run s join pipeline_run f on f.account_id = $1 and f.number = s.number
       left join identity i on i.account_id = $1 and i.number = f.triggered_by
       left join lateral (select n.at from fact_link n where n.account_id = $1 and n.relation = '${relationName.DEPLOYMENT_NEXT}'
         and n.source = s.number limit 1) n on true
     where s.account_id = $1 and s.number = any($2::bigint[]) order by s.number`,
    [numbers],
  );

/** Where and when runs count. */
export async function scanRuns(session: Session, numbers: readonly number[]): Promise<Scanned[]> {
  const rows = await runRows(session, numbers);
  const blames = await blamesOfRuns(session, numbers);
  return rows.map(({ number, repository, traits, startedAt, endedAt, toldAt, nextSuccessAt }) => {
    const incidents = (blames.get(number) ?? []).flatMap((blaming) => [
      ...[blaming.createdAt, blaming.resolvedAt],
      blaming.source === 'INCIDENT_MANAGEMENT' ? blaming.closedAt : null,
    ]);
    return {
      number,
      repository,
      traits,
      developers: [],
      instants: present(startedAt, endedAt, toldAt, nextSuccessAt, ...incidents),
    };
  });
}

interface RevertedRun extends Omit<BlamedDeployment, 'mark' | 'blamedBy'> {
  readonly by: number;
}

/** Loads the runs that shipped what these runs revert. */
const loadRevertedRuns = (session: Session, numbers: readonly number[]): Promise<RevertedRun[]> =>
  session.load(
    `select l.source::float8 as by, l.target::float8 as run, ${milliseconds('coalesce(f.ended_at, f.started_at, f.told_at)')} as "endedAt"
     from fact_link l join pipeline_run f on f.account_id = $1 and f.number = l.target
     where l.account_id = $1 and l.relation = '${relationName.DEPLOYMENT_REPAIR}' and l.rule = 'REVERT' and l.source = any($2::bigint[]) order by l.target`,
    [numbers],
  );

/** Loads the inputs of these effective runs, in the order of their numbers. */
export async function assembleRuns(
  session: Session,
  numbers: readonly number[],
): Promise<RunInput[]> {
  if (numbers.length === 0) return [];
  const rows = await runRows(session, numbers);
  const revertedRuns = await loadRevertedRuns(session, numbers);
  const all = [...new Set([...numbers, ...revertedRuns.map(({ run }) => run)])];
  const blames = await blamesOfRuns(session, all);
  const marks = await loadOverridesOfRuns(session, all);
  const seen = (run: number) => ({
    blamedBy: blames.get(run) ?? [],
    mark: marks.get(run) ?? null,
  });
  const broken = Map.groupBy(revertedRuns, ({ by }) => by);
  return rows.map(({ toldAt: _toldAt, ...row }) => ({
    ...row,
    service: row.services[0] ?? null,
    ...seen(row.number),
    reverts: (broken.get(row.number) ?? []).map(({ run, endedAt }) => ({
      run,
      endedAt,
      ...seen(run),
    })),
  }));
}
