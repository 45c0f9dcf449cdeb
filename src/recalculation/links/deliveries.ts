import { artifactKey } from '../../engine/correlate/attempts.js';
import {
  buildsOfPullRequests,
  deliveredCode,
  deploymentsOfBuilds,
  type RepositoriesOf,
} from '../../engine/correlate/builds.js';
import {
  type AffectedPlace,
  type DeploymentPlace,
  writePlaces,
} from '../../storage/relations/deployment-places.js';
import {
  type EffectiveRunRow,
  effectiveRunsFor,
  loadEffectiveRunRows,
  writeDelivered,
} from '../../storage/relations/effective-runs.js';
import { type FactLink, linksAt, writeLinks } from '../../storage/relations/fact-links.js';
import { textsBy } from '../../storage/relations/linkable-facts.js';
import { findReferencing, loadReferenceKeys } from '../../storage/relations/reference-keys.js';
import { repositoriesOfHashes } from '../../storage/relations/repositories-by-hash.js';
import type { Session } from '../../storage/sql/session.js';
import { productionDeployments } from './production.js';
import { placesOf } from './runs.js';

const lowered = (row: EffectiveRunRow): EffectiveRunRow => ({
  ...row,
  commits: row.commits.map((sha) => sha.toLowerCase()),
});

/** Loads effective runs, hashes in small letters. */
export const loadEffectiveRuns = async (
  session: Session,
  numbers: Iterable<number>,
): Promise<EffectiveRunRow[]> => (await loadEffectiveRunRows(session, numbers)).map(lowered);

const hashesOf = (rows: readonly EffectiveRunRow[]) => rows.flatMap(({ commits }) => commits);
const numbersOf = (rows: readonly { readonly number: number }[]) =>
  rows.map(({ number }) => number);

/** Finds the effective runs that name any of these artifacts or hashes. */
export async function runsWith(
  session: Session,
  artifacts: readonly string[],
  hashes: readonly string[],
): Promise<EffectiveRunRow[]> {
  const attempts = [
    ...(await findReferencing(session, 'pipeline_run', 'ARTIFACT', artifacts)),
    ...(await findReferencing(session, 'pipeline_run', 'COMMIT', hashes)),
  ];
  return loadEffectiveRuns(session, await effectiveRunsFor(session, attempts));
}

/** Finds the repositories of the commits of runs that name no repository. */
async function repositoriesKnowing(
  session: Session,
  runs: readonly EffectiveRunRow[],
): Promise<RepositoriesOf> {
  const homeless = runs.filter(({ repositories }) => repositories.length === 0);
  const known = await repositoriesOfHashes(session, hashesOf(homeless));
  const bySha = Map.groupBy(known, ({ sha }) => sha);
  return (sha) => bySha.get(sha)?.map(({ repository }) => repository) ?? [];
}

/** Finds the effective runs that name any of these commits and no repository: the commits decide their repository. */
export async function runsWithoutRepository(
  session: Session,
  hashes: readonly string[],
): Promise<number[]> {
  const runs = await runsWith(session, [], hashes);
  return numbersOf(runs.filter(({ repositories }) => repositories.length === 0));
}

function affectedPlaces(places: readonly DeploymentPlace[]): AffectedPlace[] {
  return [...Map.groupBy(places, ({ kind, place }) => `${kind} ${place}`).values()].map((same) => {
    const ends = same.map(({ endedAt }) => endedAt);
    const { kind, place } = same[0]!;
    const from = ends.reduce((left, right) => Math.min(left, right));
    return { kind, place, from, to: ends.reduce((left, right) => Math.max(left, right)) };
  });
}

/** Result of linking builds to deployments: the examined deployments, and the places where any came, went or changed. */
export interface Delivered {
  readonly deployments: readonly number[];
  readonly places: readonly AffectedPlace[];
  readonly links: readonly FactLink[];
}

/** Links these effective runs, and those that use their artifacts, as builds and deployments. Finds the places where the deployments count. */
export async function linkDeliveries(
  session: Session,
  runs: readonly number[],
): Promise<Delivered> {
  const affected = await loadEffectiveRuns(session, runs);
  const made = affected.flatMap(({ artifactsOut }) => artifactsOut.map(artifactKey));
  const takers = await runsWith(session, made, hashesOf(affected));
  const old = await linksAt(session, 'source', ['BUILD_DEPLOYMENT'], runs);
  const formerTakers = await loadEffectiveRuns(
    session,
    old.map(({ target }) => target),
  );
  const candidates = [...affected, ...takers, ...formerTakers];
  const deliveries = [...new Map(candidates.map((row) => [row.number, row])).values()].filter(
    ({ kinds }) => kinds.includes('CD'),
  );
  const taken = deliveries.flatMap(({ artifactsIn }) => artifactsIn.map(artifactKey));
  const found = await runsWith(session, taken, hashesOf(deliveries));
  const builds = found.filter(({ kinds }) => kinds.includes('CI'));
  const links = deploymentsOfBuilds(deliveries, builds);
  const numbers = [...new Set([...runs, ...numbersOf(deliveries)])];
  const before = await linksAt(session, 'target', ['BUILD_DEPLOYMENT'], numbers);
  const differing = await writeLinks(session, before, links);
  const repositoriesOf = await repositoriesKnowing(session, [...deliveries, ...builds]);
  await writeDelivered(session, deliveredCode(deliveries, builds, links, repositoriesOf));
  const places = (await productionDeployments(session, numbers)).flatMap(placesOf);
  const left = await writePlaces(session, numbers, places);
  return { deployments: numbers, places: affectedPlaces([...left, ...places]), links: differing };
}

/** Links pull requests to the CI runs over their commits: the affected ones, and those that affected runs were made of. */
export async function linkBuilds(
  session: Session,
  runs: readonly number[],
  pullRequests: readonly number[],
): Promise<FactLink[]> {
  const relation = ['PULL_REQUEST_BUILD'] as const;
  const affected = await loadEffectiveRuns(session, runs);
  const old = await linksAt(session, 'target', relation, runs);
  const sources = [
    ...pullRequests,
    ...old.map(({ source }) => source),
    ...(await findReferencing(session, 'pull_request', 'COMMIT', hashesOf(affected))),
  ];
  const texts = await textsBy(session, 'pull_request', 'number', sources);
  const hashes = await loadReferenceKeys(session, ['COMMIT'], numbersOf(texts));
  const found = await runsWith(
    session,
    [],
    hashes.map(({ key }) => key),
  );
  const links = buildsOfPullRequests(
    texts.map((each) => ({ ...each, commits: each.commits.map(({ sha }) => sha.toLowerCase()) })),
    found.filter(({ kinds }) => kinds.includes('CI')),
  );
  return writeLinks(session, await linksAt(session, 'source', relation, sources), links);
}
