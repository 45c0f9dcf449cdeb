import { deliveredCode, deploymentsOfBuilds } from '../../engine/correlate/builds.js';
import { streamsOfDeployment } from '../../engine/correlate/streams.js';
import {
  type AffectedPlace,
  type DeploymentPlace,
  writePlaces,
} from '../../storage/relations/deployment-places.js';
import { type EffectiveRunRow, writeDelivered } from '../../storage/relations/effective-runs.js';
import { linksAt } from '../../storage/relations/fact-links.js';
import { repositoriesOfHashes } from '../../storage/relations/repositories-by-hash.js';
import type { Session } from '../../storage/sql/session.js';
import { type KnownDeployment, productionDeployments } from '../load/production-deployments.js';
import { deliveries } from './deliveries.js';
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

/** Finds the repositories of the commits of runs that name no repository. */
async function repositoriesKnowing(session: Session, runs: readonly EffectiveRunRow[]) {
  const homeless = runs.filter(({ repositories }) => repositories.length === 0);
  const hashes = homeless.flatMap(({ commits }) => commits);
  const bySha = Map.groupBy(await repositoriesOfHashes(session, hashes), ({ sha }) => sha);
  return (sha: string) => bySha.get(sha)?.map(({ repository }) => repository) ?? [];
}

const nothing = { deployments: [], places: [] };

/** Code and places of deployments to production: those that were examined, and where any came, went or changed. */
export const production = defineDerived({
  name: 'production',
  after: [deliveries],
  find: async (session, { of }) => {
    const { inputs } = of(deliveries);
    if (!inputs) return nothing;
    const { numbers, deliveries: all, builds } = inputs;
    const repositoriesOf = await repositoriesKnowing(session, [...all, ...builds]);
    const links = deploymentsOfBuilds(all, builds);
    await writeDelivered(session, deliveredCode(all, builds, links, repositoriesOf));
    const places = (await productionDeployments(session, numbers)).flatMap(placesOf);
    const left = await writePlaces(session, numbers, places);
    return { deployments: numbers, places: affectedPlaces([...left, ...places]) };
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
