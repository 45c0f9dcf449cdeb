import { byId } from '../../model/byte-order.js';
import type { Instant } from '../../model/time.js';
import { byRunId } from './by-run-id.js';
import type { Link } from './link.js';
import { inOrder } from './strongest-links.js';

/**
 * A disturbance of production, reported by any tool, with its place. `causedBy` holds the ids of
 * the runs that the tool blames.
 */
export interface Disturbance {
  readonly number: number;
  readonly createdAt: Instant;
  readonly services: readonly number[];
  readonly repositories: readonly number[];
  readonly causedBy: readonly string[];
}

/**
 * A production deployment. `ids` holds the ids of the runs that are folded in, and of the runs
 * above it.
 */
export interface BlamableDeployment {
  readonly number: number;
  readonly id: string;
  readonly ids: readonly string[];
  readonly succeeded: boolean;
  readonly services: readonly number[];
  readonly repositories: readonly number[];
  readonly endedAt: Instant;
}

type LastBefore = (keys: readonly number[], at: Instant) => BlamableDeployment[];

/**
 * Creates a function that finds the last deployment with each of the keys that ended before an
 * instant; `sorted` is ordered by end.
 */
function createLastBefore(
  sorted: readonly BlamableDeployment[],
  keysOf: (deployment: BlamableDeployment) => readonly number[],
): LastBefore {
  const byKey = Map.groupBy(
    sorted.flatMap((deployment) => keysOf(deployment).map((key) => ({ key, deployment }))),
    ({ key }) => key,
  );
  const lastOf = (key: number, at: Instant): BlamableDeployment[] => {
    const candidates = byKey.get(key) ?? [];
    let low = 0;
    let high = candidates.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (candidates[middle]!.deployment.endedAt < at) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? [] : [candidates[low - 1]!.deployment];
  };
  return (keys, at) => keys.flatMap((key) => lastOf(key, at));
}

const inTime = (left: BlamableDeployment, right: BlamableDeployment): number =>
  left.endedAt - right.endedAt || byId(left, right);

type Blamed = readonly [BlamableDeployment, Link<'INCIDENT_DEPLOYMENT'>['rule']];

function createBlame(
  deployments: readonly BlamableDeployment[],
): (incident: Disturbance) => readonly Blamed[] {
  const named = byRunId(deployments);
  const successful = deployments.filter(({ succeeded }) => succeeded).sort(inTime);
  const lastOfService = createLastBefore(successful, ({ services }) => services);
  const lastOfRepository = createLastBefore(successful, ({ repositories }) => repositories);
  return ({ createdAt, services, repositories, causedBy }) => {
    if (causedBy.length > 0) {
      const blamed = new Set(causedBy.flatMap(named));
      return [...blamed].map((each) => [each, 'EXPLICIT'] as const);
    }
    const ofServices = lastOfService(services, createdAt);
    const last = [...ofServices, ...lastOfRepository(repositories, createdAt)].sort(inTime).at(-1);
    if (!last) return [];
    return [[last, ofServices.includes(last) ? 'SERVICE' : 'REPOSITORY']];
  };
}

/**
 * Links incidents to the deployments they blame. If the tool names some, the incident blames these
 * alone, successful or not. A run that is named names every deployment that it consists of. If the
 * tool names none, the incident blames the last successful deployment of the same service or
 * repository. It must have ended strictly before the incident, however long ago; ties go by id.
 *
 * Each incident is linked for itself. A deployment that ends at or after an incident does not
 * concern it unless the incident names it.
 */
export function blameLinks(
  incidents: readonly Disturbance[],
  deployments: readonly BlamableDeployment[],
): Link<'INCIDENT_DEPLOYMENT'>[] {
  const blame = createBlame(deployments);
  return inOrder(
    incidents.flatMap((incident) =>
      blame(incident).map(([{ number: target, endedAt: at }, rule]) => ({
        relation: 'INCIDENT_DEPLOYMENT' as const,
        source: incident.number,
        target,
        at,
        rule,
      })),
    ),
  );
}
