import { isProductionForAny } from '../../engine/correlate/production.js';
import type { ProductionDeployment } from '../../engine/correlate/streams.js';
import type { AnyFilter } from '../../model/filter.js';
import type { DeploymentMark } from '../../model/inputs/delivery-input.js';
import { pipelineScopes } from '../../storage/cells/rulesets.js';
import { deploymentsAt } from '../../storage/relations/deployment-places.js';
import {
  type EffectiveRunRow,
  loadEffectiveRunRows,
} from '../../storage/relations/effective-runs.js';
import type { Session } from '../../storage/sql/session.js';

/** A production deployment with what somebody said of it; `ids` of all that the run stands for, and of the runs above it. */
export interface KnownDeployment extends ProductionDeployment {
  readonly ids: readonly string[];
  readonly mark: DeploymentMark | null;
  /** True if the tool reports success, whatever the manual override says. */
  readonly shipped: boolean;
}

/** Returns the end of a run. The tool reports it; a run overridden as failed counts as ended. */
const endOf = ({ mark, ownAt, endedAt }: EffectiveRunRow) => (mark === 'FAILED' ? ownAt : endedAt);

/** Returns an effective run as a production deployment; null if it is none. Without any environment it is one if a team's scope takes it. */
function productionOf(run: EffectiveRunRow, scopes: readonly AnyFilter[]): KnownDeployment | null {
  if (run.mark === 'NOT_A_DEPLOYMENT' || !run.kinds.includes('CD') || run.deploysBelow) return null;
  const endedAt = endOf(run);
  if (endedAt === null || !isProductionForAny(run, scopes)) return null;
  const { repositories, commits } = run.delivered ?? run;
  const shipped = run.status === 'SUCCESS' && !run.rollback;
  return {
    ...run,
    ids: [...run.ids, ...run.above],
    shipped,
    succeeded: shipped && run.mark !== 'FAILED',
    repositories,
    commits: commits.map((sha) => sha.toLowerCase()),
    endedAt,
  };
}

/** Returns the runs among these effective runs that deployed to production. */
export async function productionDeployments(
  session: Session,
  numbers: Iterable<number>,
): Promise<KnownDeployment[]> {
  const rows = await loadEffectiveRunRows(session, numbers);
  const isUndecided = (row: EffectiveRunRow) => !isProductionForAny(row, []);
  const scopes = rows.some(isUndecided) ? await pipelineScopes(session) : [];
  return rows.flatMap((row) => productionOf(row, scopes) ?? []);
}

/** Loads all production deployments of a repository. */
export const deploymentsOfRepository = async (
  session: Session,
  repository: number,
): Promise<KnownDeployment[]> =>
  productionDeployments(session, await deploymentsAt(session, 'REPOSITORY', [`${repository}`]));
