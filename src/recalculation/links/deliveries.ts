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

/** Standing runs, hashes in small letters. */
export const standing = async (
  session: Session,
  numbers: Iterable<number>,
): Promise<EffectiveRunRow[]> => (await loadEffectiveRunRows(session, numbers)).map(lowered);

const hashesOf = (rows: readonly EffectiveRunRow[]) => rows.flatMap(({ commits }) => commits);
const numbersOf = (rows: readonly { readonly number: number }[]) =>
  rows.map(({ number }) => number);

/** The runs in which any of these artifacts or hashes stands, as what stands for them. */
export async function runsWith(
  session: Session,
  artifacts: readonly string[],
  hashes: readonly string[],
): Promise<EffectiveRunRow[]> {
  const attempts = [
    ...(await findReferencing(session, 'pipeline_run', 'ARTIFACT', artifacts)),
    ...(await findReferencing(session, 'pipeline_run', 'COMMIT', hashes)),
  ];
  return standing(session, await effectiveRunsFor(session, attempts));
}

/** Of which repositories the commits of those runs are known that name none. */
async function repositoriesKnowing(
  session: Session,
  runs: readonly EffectiveRunRow[],
): Promise<RepositoriesOf> {
  const homeless = runs.filter(({ repositories }) => repositories.length === 0);
  const known = await repositoriesOfHashes(session, hashesOf(homeless));
  const bySha = Map.groupBy(known, ({ sha }) => sha);
  return (sha) => bySha.get(sha)?.map(({ repository }) => repository) ?? [];
}

/** The standing runs that name any of these commits and no repository, so that those tell which. */
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

/** What came of linking builds to deployments: the deployments looked at, the places where any came, went or changed. */
export interface Delivered {
  readonly deployments: readonly number[];
  readonly places: readonly AffectedPlace[];
  readonly links: readonly FactLink[];
}

/** Links these standing runs, and those that take what they made, as builds and deployments; finds where those deployments count. */
export async function linkDeliveries(
  session: Session,
  runs: readonly number[],
): Promise<Delivered> {
  const affected = await standing(session, runs);
  const made = affected.flatMap(({ artifactsOut }) => artifactsOut.map(artifactKey));
  const takers = await runsWith(session, made, hashesOf(affected));
  const old = await linksAt(session, 'source', ['BUILD_DEPLOYMENT'], runs);
  const formerTakers = await standing(
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

/** Links pull requests to the CI runs over their commits: the touched ones, and those that touched runs were made of. */
export async function linkBuilds(
  session: Session,
  runs: readonly number[],
  pullRequests: readonly number[],
): Promise<FactLink[]> {
  const relation = ['PULL_REQUEST_BUILD'] as const;
  const affected = await standing(session, runs);
  const old = await linksAt(session, 'target', relation, runs);
  const sources = [
    ...pullRequests,
    ...old.map(({ source }) => source),
    ...(await findReferencing(session, 'pull_request', 'COMMIT', hashesOf(affected))),
  ];
  const told = await textsBy(session, 'pull_request', 'number', sources);
  const hashes = await loadReferenceKeys(session, ['COMMIT'], numbersOf(told));
  const found = await runsWith(
    session,
    [],
    hashes.map(({ word }) => word),
  );
  const links = buildsOfPullRequests(
    told.map((each) => ({ ...each, commits: each.commits.map(({ sha }) => sha.toLowerCase()) })),
    found.filter(({ kinds }) => kinds.includes('CI')),
  );
  return writeLinks(session, await linksAt(session, 'source', relation, sources), links);
}
