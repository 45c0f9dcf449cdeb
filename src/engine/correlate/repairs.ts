import type { DeploymentMark } from '../../model/inputs/delivery-input.js';
import type { Instant } from '../../model/time.js';
import { byRunId } from './by-run-id.js';
import type { Link } from './link.js';
import type { Revert } from './reverts.js';
import { strongestLinks } from './strongest-links.js';

/**
 * A production deployment that may repair. `ids` holds the ids of the runs that are folded in, and
 * of the runs above it.
 */
export interface RepairingDeployment {
  readonly number: number;
  readonly ids: readonly string[];
  readonly mark: DeploymentMark | null;
  readonly endedAt: Instant;
}
export interface FixedIncident {
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
  readonly incidents: readonly FixedIncident[];
  readonly reverts: readonly Revert[];
  /** The first deployments of the reverting changes. */
  readonly firstDeployments: readonly ContainedChange[];
  /**
   * The deployments that shipped the reverted changes, including baselines and deployments marked
   * as failed.
   */
  readonly shipments: readonly ContainedChange[];
}

/**
 * Returns pairs: the deployment of a revert, and a deployment that had shipped the reverted change.
 * A revert in the same deployment is no pair: the reverted change was never out.
 */
function revertedShipments({ reverts, firstDeployments, shipments }: Repairing) {
  const repairOf = new Map(firstDeployments.map(({ source, target }) => [source, target]));
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
 * Links deployments that may repair to the evidence:
 * - to themselves by a mark
 * - to the incidents that name them as their fix
 * - to deployments whose changes they revert; that is a repair for teams whose rules blame that
 *   deployment
 *
 * The links of some deployments need only the incidents and reverts of these.
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
