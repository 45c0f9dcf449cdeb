import type { Instant } from '../../model/time.js';
import type { Link } from './link.js';
import { inOrder } from './strongest-links.js';

/** A disturbance of production, of whichever tool; `causedBy` holds the ids of the runs that the tool blames. */
export interface Disturbance {
  readonly number: number;
  readonly createdAt: Instant;
  readonly service: number | null;
  readonly repository: number | null;
  readonly causedBy: readonly string[];
}

/** A production deployment; `ids` of all that the run stands for. */
export interface BlamableDeployment {
  readonly number: number;
  readonly ids: readonly string[];
  readonly succeeded: boolean;
  readonly services: readonly number[];
  readonly repositories: readonly number[];
  readonly endedAt: Instant;
}

type LastBefore = (key: number | null, at: Instant) => BlamableDeployment | null;

/** Finds the last of those with a key that ended before an instant; `sorted` by end. */
function createLastBefore(
  sorted: readonly BlamableDeployment[],
  keysOf: (deployment: BlamableDeployment) => readonly number[],
): LastBefore {
  const byKey = Map.groupBy(
    sorted.flatMap((deployment) => keysOf(deployment).map((key) => ({ key, deployment }))),
    ({ key }) => key,
  );
  return (key, at) => {
    const candidates = (key === null ? undefined : byKey.get(key)) ?? [];
    let low = 0;
    let high = candidates.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (candidates[middle]!.deployment.endedAt < at) low = middle + 1;
      else high = middle;
    }
    return candidates[low - 1]?.deployment ?? null;
  };
}

type Blamed = readonly [BlamableDeployment, Link<'INCIDENT_DEPLOYMENT'>['rule']];

function createBlame(
  deployments: readonly BlamableDeployment[],
): (incident: Disturbance) => readonly Blamed[] {
  const byId = new Map(deployments.flatMap((each) => each.ids.map((id) => [id, each] as const)));
  const successful = deployments
    .filter(({ succeeded }) => succeeded)
    .sort((left, right) => left.endedAt - right.endedAt || left.number - right.number);
  const lastOfService = createLastBefore(successful, ({ services }) => services);
  const lastOfRepository = createLastBefore(successful, ({ repositories }) => repositories);
  return ({ createdAt, service, repository, causedBy }) => {
    if (causedBy.length > 0) {
      const named = new Set(causedBy.flatMap((id) => byId.get(id) ?? []));
      return [...named].map((each) => [each, 'EXPLICIT'] as const);
    }
    const ofService = lastOfService(service, createdAt);
    if (ofService) return [[ofService, 'SERVICE']];
    const ofRepository = lastOfRepository(repository, createdAt);
    return ofRepository ? [[ofRepository, 'REPOSITORY']] : [];
  };
}

/**
 * Links incidents to the deployments they blame: those that the tool names, successful or not, and where it names any no other;
 * else the last successful one of the same service, else of the same repository, that ended strictly before, however long ago.
 * Each incident is linked for itself; what ends at or after an incident, without being named by it, concerns it not.
 */
export function blameLinks(
  incidents: readonly Disturbance[],
  deployments: readonly BlamableDeployment[],
): Link<'INCIDENT_DEPLOYMENT'>[] {
  const blame = createBlame(deployments);
  return inOrder(
    incidents.flatMap((incident) =>
      blame(incident).map(([{ number: target, endedAt: at }, rule]) => ({
        ...{ relation: 'INCIDENT_DEPLOYMENT' as const, source: incident.number, target, at, rule },
      })),
    ),
  );
}
