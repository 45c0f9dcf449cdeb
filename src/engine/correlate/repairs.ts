import type { DeploymentMark } from '../../model/inputs/delivery-input.js';
import type { Instant } from '../../model/time.js';
import { byRunId } from './by-run-id.js';
import type { Link } from './link.js';
import type { Revert } from './reverts.js';
import { strongestLinks } from './strongest-links.js';

/** A production deployment that may repair; `ids` of all that the run stands for, and of the runs above it. */
export interface RepairingDeployment {
  readonly number: number;
  readonly ids: readonly string[];
  readonly mark: DeploymentMark | null;
  readonly endedAt: Instant;
}
export interface Mended {
  readonly number: number;
  /** Ids of the runs that the tool names as the incident's fix. */
  readonly fixedBy: readonly string[];
}
type ContainedChange = Pick<
  Link<
    'PULL_REQUEST_DEPLOYMENT' | 'PULL_REQUEST_SHIPMENT' | 'CHANGE_DEPLOYMENT' | 'CHANGE_SHIPMENT'
  >,
  'source' | 'target'
>;
export interface Repairing {
  readonly deployments: readonly RepairingDeployment[];
  readonly incidents: readonly Mended[];
  readonly reverts: readonly Revert[];
  /** Where the reverting ride. */
  readonly rides: readonly ContainedChange[];
  /** Where the reverted were shipped, the baselines and what was marked as failed among them. */
  readonly shipments: readonly ContainedChange[];
}

/** From the deployment of what takes back to those that had shipped it; what shipped together was never out. */
function revertedShipments({ reverts, rides, shipments }: Repairing): [number, number][] {
  const repairOf = new Map(rides.map(({ source, target }) => [source, target]));
  const shipped = Map.groupBy(shipments, ({ source }) => source);
  return reverts.flatMap(({ reverting, reverted }): [number, number][] => {
    const repair = repairOf.get(reverting);
    if (repair === undefined) return [];
    return (shipped.get(reverted) ?? [])
      .filter(({ target }) => target !== repair)
      .map(({ target }) => [repair, target]);
  });
}

/**
 * Links deployments that may repair to what shows it: to themselves by a mark, to the incidents that name them as their fix, to
 * the deployments that shipped what they take back, which repairs where these are blamed, as each team judges for itself. The
 * links of some deployments need the incidents and reverts of those alone.
 */
export function repairLinks(repairing: Repairing): Link<'DEPLOYMENT_REPAIR'>[] {
  const { deployments, incidents } = repairing;
  const byNumber = new Map(deployments.map((each) => [each.number, each]));
  const named = byRunId(deployments);
  const link = (
    { number: source, endedAt: at }: RepairingDeployment,
    target: number,
    rule: Link<'DEPLOYMENT_REPAIR'>['rule'],
  ) => ({ relation: 'DEPLOYMENT_REPAIR' as const, source, target, at, rule });
  const marked = deployments
    .filter(({ mark }) => mark === 'REPAIR')
    .map((each) => link(each, each.number, 'MARK'));
  const fixes = incidents.flatMap(({ number, fixedBy }) =>
    fixedBy.flatMap(named).map((each) => link(each, number, 'FIXED_BY')),
  );
  const reverting = revertedShipments(repairing).flatMap(([repair, broken]) => {
    const each = byNumber.get(repair);
    return each ? [link(each, broken, 'REVERT')] : [];
  });
  return strongestLinks([...marked, ...fixes, ...reverting], ['MARK', 'FIXED_BY', 'REVERT']);
}
