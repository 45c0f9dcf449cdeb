import type { DeploymentMark } from '../../model/inputs/delivery-input.js';
import type { Session } from '../sql/session.js';

/** A run as it is kept, with the label that it has. */
export interface KeptRun {
  readonly number: number;
  readonly tags: readonly string[];
  readonly mark: DeploymentMark | null;
}

/** Loads the run of an id; null if there is none, or it was deleted. */
export async function loadKeptRun(session: Session, id: string): Promise<KeptRun | null> {
  const [found] = await session.load<KeptRun>(
    `select r.number::float8 as number, r.tags, m.mark from pipeline_run r
       left join deployment_mark m on m.account_id = r.account_id and m.run = r.number
       where r.account_id = $1 and r.id = $2 and r.deleted_at is null`,
    [id],
  );
  return found ?? null;
}
