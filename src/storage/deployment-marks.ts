import type { DeploymentMark } from '../model/delivery-anchor.js';
import { timestamp } from './instant-sql.js';
import type { Session } from './session.js';

/** Keeps what somebody says of a run, or takes it back; false where there is no such run. It is told as a change of the run. */
export async function markDeployment(
  session: Session,
  run: number,
  mark: DeploymentMark | null,
  key: number,
): Promise<boolean> {
  const [found] = await session.query<{ number: number }>(
    'select number::float8 as number from pipeline_run where account_id = $1 and number = $2 and deleted_at is null',
    [session.account, run],
  );
  if (!found) return false;
  if (mark === null)
    await session.query('delete from deployment_mark where account_id = $1 and run = $2', [
      session.account,
      run,
    ]);
  else
    await session.query(
      `insert into deployment_mark (account_id, run, mark, marked_by, at) values ($1, $2, $3, $4, $5::timestamptz)
       on conflict (account_id, run) do update set mark = excluded.mark, marked_by = excluded.marked_by, at = excluded.at`,
      [session.account, run, mark, key, timestamp(session.now)],
    );
  session.append({
    kind: 'FACTS',
    what: { kind: 'PIPELINE_RUN', numbers: [[run, run]], newPeople: false },
  });
  return true;
}
