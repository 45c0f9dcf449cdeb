import type { DeploymentMark, RunAnchor } from '../../model/delivery-anchor.js';
import type { Instant } from '../../model/time.js';
import { milliseconds } from '../instant-sql.js';
import type { Session } from '../session.js';
import { anyWithin, type Cell, numbersOf, present, type Scanned } from './cell.js';

/** Standing runs with an instant in the cell, whoever's they are. */
export const runsWithin = (session: Session, { from, to }: Cell): Promise<number[]> =>
  numbersOf(
    session,
    `with touched as (
       select number from pipeline_run where account_id = $1 and deleted_at is null and (${anyWithin('started_at', 'ended_at', 'told_at')})
       union select source from fact_link where account_id = $1 and relation = 'DEPLOYMENT_NEXT' and ${anyWithin('at')}
       union select l.target from incident i join fact_link l on l.account_id = $1 and l.relation = 'INCIDENT_DEPLOYMENT' and l.source = i.number
         where i.account_id = $1 and i.deleted_at is null and (${anyWithin('i.created_at', 'i.resolved_at')}))
     select s.number::float8 as number from touched join standing_run s on s.account_id = $1 and s.number = touched.number`,
    [from, to],
  );

interface Row extends Omit<RunAnchor, 'blamedBy' | 'mark' | 'service'> {
  readonly services: readonly number[];
  readonly toldAt: Instant | null;
}

const runRows = (session: Session, numbers: readonly number[]): Promise<Row[]> =>
  session.query(
    `select s.number::float8 as number, coalesce(f.repository, (s.run -> 'repositories' ->> 0)::bigint)::float8 as repository,
       i.developer::float8 as developer, i.bot is not null as "byBot",
       ${milliseconds('coalesce(f.ended_at, f.started_at, f.told_at)')} as "ownAt", f.pipeline_number::float8 as pipeline,
       s.run -> 'services' as services, s.run -> 'kinds' as kinds, f.status, (s.traits -> 'rollback' ->> 0)::boolean as rollback,
       ${milliseconds('f.started_at')} as "startedAt", ${milliseconds('f.ended_at')} as "endedAt", ${milliseconds('f.told_at')} as "toldAt",
       s.run ->> 'environmentType' as "environmentType", s.traits, ${milliseconds('n.at')} as "nextSuccessAt",
       exists (select 1 from fact_link r where r.account_id = $1 and r.relation = 'DEPLOYMENT_REPAIR' and r.source = s.number) as repairs
     from standing_run s join pipeline_run f on f.account_id = $1 and f.number = s.number
       left join identity i on i.account_id = $1 and i.number = f.triggered_by
       left join lateral (select n.at from fact_link n where n.account_id = $1 and n.relation = 'DEPLOYMENT_NEXT'
         and n.source = s.number limit 1) n on true
     where s.account_id = $1 and s.number = any($2::bigint[]) order by s.number`,
    [session.account, numbers],
  );

interface Blame {
  readonly run: number;
  readonly blame: RunAnchor['blamedBy'][number];
}

async function blamesOf(session: Session, numbers: readonly number[]): Promise<Blame[]> {
  const rows = await session.query<RunAnchor['blamedBy'][number] & { run: number }>(
    `select l.target::float8 as run, i.number::float8 as incident, ${milliseconds('i.created_at')} as "createdAt",
       ${milliseconds('i.resolved_at')} as "resolvedAt", l.rule
     from fact_link l join incident i on i.account_id = $1 and i.number = l.source and i.deleted_at is null
     where l.account_id = $1 and l.relation = 'INCIDENT_DEPLOYMENT' and l.target = any($2::bigint[]) order by i.number`,
    [session.account, numbers],
  );
  return rows.map(({ run, ...blame }) => ({ run, blame }));
}

/** The mark of each run, or of the last attempt before that has one. */
async function marksOf(
  session: Session,
  numbers: readonly number[],
): Promise<Map<number, DeploymentMark>> {
  const rows = await session.query<{ run: number; mark: DeploymentMark }>(
    `select distinct on (run) run::float8 as run, mark from (
       select run, mark, 0 as distance, run as attempt from deployment_mark where account_id = $1 and run = any($2::bigint[])
       union all select l.target, m.mark, 1, f.attempt from fact_link l join deployment_mark m on m.account_id = $1 and m.run = l.source
         join pipeline_run f on f.account_id = $1 and f.number = l.source
         where l.account_id = $1 and l.relation = 'RUN_STANDING' and l.rule = 'ATTEMPT' and l.target = any($2::bigint[])) as marked
     order by run, distance, attempt desc`,
    [session.account, numbers],
  );
  return new Map(rows.map(({ run, mark }) => [run, mark]));
}

/** Where and when runs count. */
export async function scanRuns(session: Session, numbers: readonly number[]): Promise<Scanned[]> {
  const rows = await runRows(session, numbers);
  const blames = Map.groupBy(await blamesOf(session, numbers), ({ run }) => run);
  return rows.map(({ number, repository, traits, startedAt, endedAt, toldAt, nextSuccessAt }) => {
    const incidents = (blames.get(number) ?? []).flatMap(({ blame }) => [
      ...[blame.createdAt, blame.resolvedAt],
    ]);
    return {
      ...{ number, repository, traits, developers: [] },
      instants: present(startedAt, endedAt, toldAt, nextSuccessAt, ...incidents),
    };
  });
}

/** The anchors of these standing runs, in the order of their numbers. */
export async function assembleRuns(
  session: Session,
  numbers: readonly number[],
): Promise<RunAnchor[]> {
  if (numbers.length === 0) return [];
  const rows = await runRows(session, numbers);
  const blames = Map.groupBy(await blamesOf(session, numbers), ({ run }) => run);
  const marks = await marksOf(session, numbers);
  return rows.map(({ services, toldAt: _toldAt, ...row }) => ({
    ...row,
    service: services[0] ?? null,
    blamedBy: (blames.get(row.number) ?? []).map(({ blame }) => blame),
    mark: marks.get(row.number) ?? null,
  }));
}
