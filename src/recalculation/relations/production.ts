import { streamsOfDeployment } from '../../engine/correlate/streams.js';
import {
  type AffectedPlace,
  type DeploymentPlace,
  writePlaces,
} from '../../storage/relations/deployment-places.js';
import { linksAt } from '../../storage/relations/fact-links.js';
import { type KnownDeployment, productionDeployments } from '../load/production-deployments.js';
import { deliveredCode } from './delivered-code.js';
import { defineDerived, sourcesOf } from './relation.js';

/** Where a deployment to production counts. */
function placesOf(deployment: KnownDeployment): DeploymentPlace[] {
  const { number: run, endedAt, succeeded, shipped, repositories, services } = deployment;
  const all = [
    ...streamsOfDeployment(deployment).map(({ key }) => ['STREAM', key, succeeded] as const),
    ...repositories.map((number) => ['REPOSITORY', `${number}`, shipped] as const),
    ...services.map((number) => ['SERVICE', `${number}`, shipped] as const),
  ];
  return all.map(([kind, place, counts]) => ({ run, kind, place, endedAt, succeeded: counts }));
}

function affectedPlaces(places: readonly DeploymentPlace[]): AffectedPlace[] {
  return [...Map.groupBy(places, ({ kind, place }) => `${kind} ${place}`).values()].map((same) => {
    const ends = same.map(({ endedAt }) => endedAt);
    const { kind, place } = same[0]!;
    const from = ends.reduce((left, right) => Math.min(left, right));
    return { kind, place, from, to: ends.reduce((left, right) => Math.max(left, right)) };
  });
}

/** Places of deployments to production: the runs that were examined, and where any came, went or changed. */
export const production = defineDerived({
  name: 'production',
  after: [deliveredCode],
  find: async (session, { of }) => {
    const deployments = of(deliveredCode);
    if (deployments.length === 0) return { deployments, places: [] };
    const places = (await productionDeployments(session, deployments)).flatMap(placesOf);
    const left = await writePlaces(session, deployments, places);
    return { deployments, places: affectedPlaces([...left, ...places]) };
  },
  affects: async (session, { deployments }) => {
    const contained = (relation: 'PULL_REQUEST_DEPLOYMENT' | 'CHANGE_DEPLOYMENT') =>
      linksAt(session, 'target', [relation], deployments);
    return [
      ['run', deployments],
      ['pullRequest', sourcesOf(await contained('PULL_REQUEST_DEPLOYMENT'))],
      ['change', sourcesOf(await contained('CHANGE_DEPLOYMENT'))],
    ];
  },
});
