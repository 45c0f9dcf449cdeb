import { type Fleet, ridesOfPullRequests } from '../../engine/correlate/rides.js';
import type { NumberRange } from '../../model/change-log.js';
import { deploymentsAt, type TouchedPlace } from '../../storage/deployment-places.js';
import { type FactLink, linksAt, writeLinks } from '../../storage/fact-links.js';
import { factsWithWords } from '../../storage/fact-words.js';
import { type PullRequestText, textsBy } from '../../storage/linkable-facts.js';
import {
  changedSteps,
  pullRequestsNumbered,
  pullRequestsRidingFrom,
  stepsFor,
} from '../../storage/ride-facts.js';
import type { Session } from '../../storage/session.js';
import { standingFor } from '../../storage/standing-runs.js';
import { type KnownDeployment, productionDeployments } from './production.js';

/** What may have moved on the lines of repositories: pull requests, and deployments by their places. */
export interface MovedOnLine {
  readonly pullRequests: readonly number[];
  readonly places: readonly TouchedPlace[];
}

/** Which pull requests and deployments these changes give another place on the line. */
export async function movedBy(
  session: Session,
  changes: readonly NumberRange[],
): Promise<MovedOnLine> {
  if (changes.length === 0) return { pullRequests: [], places: [] };
  const steps = await changedSteps(session, changes);
  const hashes = steps.flatMap(({ sha, commits }) => [sha, ...commits]);
  const named = steps.flatMap(({ repository, pullRequest }) =>
    pullRequest === null ? [] : [{ repository, pullRequest }],
  );
  const runs = await factsWithWords(
    session,
    'pipeline_run',
    'COMMIT',
    steps.map(({ sha }) => sha),
  );
  const standing = await standingFor(session, runs);
  const takers = await linksAt(session, 'source', ['BUILD_DEPLOYMENT'], standing);
  const deployments = await productionDeployments(session, [
    ...standing,
    ...takers.map(({ target }) => target),
  ]);
  return {
    pullRequests: [
      ...(await factsWithWords(session, 'pull_request', 'COMMIT', hashes)),
      ...(await pullRequestsNumbered(session, named)),
    ],
    places: deployments.flatMap(({ repositories, endedAt }) =>
      repositories.map((number) => ({
        ...{ kind: 'REPOSITORY' as const, place: `${number}`, from: endedAt, to: endedAt },
      })),
    ),
  };
}

/** What rides elsewhere since somebody marked the deployment that had shipped it as failed. */
function shipmentsOf(
  pullRequests: readonly PullRequestText[],
  fleet: Omit<Fleet, 'deployments'> & { readonly deployments: readonly KnownDeployment[] },
): FactLink[] {
  const failed = fleet.deployments.filter(({ mark, shipped }) => mark === 'FAILED' && shipped);
  if (failed.length === 0) return [];
  const numbers = new Set(failed.map(({ number }) => number));
  const deployments = fleet.deployments.map((each) => ({ ...each, succeeded: each.shipped }));
  return ridesOfPullRequests(pullRequests, { ...fleet, deployments })
    .filter(({ target }) => numbers.has(target))
    .map((ride) => ({ ...ride, relation: 'PULL_REQUEST_SHIPMENT' }));
}

async function ridesIn(
  session: Session,
  repository: number,
  pullRequests: readonly PullRequestText[],
): Promise<FactLink[]> {
  const runs = await deploymentsAt(session, 'REPOSITORY', [`${repository}`]);
  if (runs.length === 0) return [];
  const deployments = await productionDeployments(session, runs);
  const hashes = [
    ...deployments.flatMap(({ commits }) => commits),
    ...pullRequests.flatMap(({ mergeSha, headSha }) => [mergeSha, headSha]),
  ].filter((sha) => sha !== null);
  const steps = await stepsFor(
    session,
    repository,
    [...new Set(hashes)],
    pullRequests.map(({ numberInRepository }) => numberInRepository),
  );
  return [
    ...ridesOfPullRequests(pullRequests, { repository, deployments, steps }),
    ...shipmentsOf(pullRequests, { repository, deployments, steps }),
  ];
}

/** Links pull requests to the deployments that they ride in: these, and those whom deployments at these places may carry. */
export async function linkRidesOfPullRequests(
  session: Session,
  pullRequests: readonly number[],
  places: readonly TouchedPlace[],
): Promise<FactLink[]> {
  const touched = new Set(pullRequests);
  const lines = Map.groupBy(
    places.filter(({ kind }) => kind === 'REPOSITORY'),
    ({ place }) => Number(place),
  );
  for (const [repository, same] of lines) {
    const from = Math.min(...same.map((each) => each.from));
    for (const number of await pullRequestsRidingFrom(session, repository, from))
      touched.add(number);
  }
  const told = await textsBy(session, 'pull_request', 'number', touched);
  const links: FactLink[] = [];
  for (const [repository, riding] of Map.groupBy(told, (each) => each.repository))
    links.push(...(await ridesIn(session, repository, riding)));
  return writeLinks(
    session,
    await linksAt(session, 'source', ['PULL_REQUEST_DEPLOYMENT', 'PULL_REQUEST_SHIPMENT'], touched),
    links,
  );
}
