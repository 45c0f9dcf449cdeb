import { repairLinks } from '../../engine/correlate/repairs.js';
import { type Revertible, revertsAmong, SHORTEST_HASH } from '../../engine/correlate/reverts.js';
import { type FactLink, linksAt, writeLinks } from '../../storage/fact-links.js';
import { factsWithWords, pullRequestsWithHashes, wordsIn } from '../../storage/fact-words.js';
import {
  idsOfRuns,
  type PullRequestText,
  runsWithIds,
  textsBy,
} from '../../storage/linkable-facts.js';
import type { Session } from '../../storage/session.js';
import { standingFor } from '../../storage/standing-runs.js';
import { productionDeployments } from './production.js';

const REVERT = 'PULL_REQUEST_REVERT';
const SHIPPED = ['PULL_REQUEST_DEPLOYMENT', 'PULL_REQUEST_SHIPMENT'] as const;

const wordsOf = (
  words: readonly { readonly kind: string; readonly word: string }[],
  wanted: string,
) => words.filter(({ kind }) => kind === wanted).map(({ word }) => word);

/** The pull requests that take back, or took back, any of these. */
async function takingBack(session: Session, numbers: readonly number[]): Promise<number[]> {
  const old = await linksAt(session, 'target', [REVERT], numbers);
  const words = await wordsIn(session, ['COMMIT', 'TITLE'], numbers);
  const beginnings = wordsOf(words, 'COMMIT').map((sha) => sha.slice(0, SHORTEST_HASH));
  const told = await textsBy(session, 'pull_request', 'number', numbers);
  const ids = told.map(({ id }) => id);
  return [
    ...old.map(({ source }) => source),
    ...(await factsWithWords(session, 'pull_request', 'REVERTED', beginnings)),
    ...(await factsWithWords(session, 'pull_request', 'PULL_REQUEST', ids)),
    ...(await factsWithWords(session, 'pull_request', 'REVERTED_TITLE', wordsOf(words, 'TITLE'))),
  ];
}

const revertible = (told: PullRequestText, numberOf: ReadonlyMap<string, number>): Revertible[] => {
  const { number, repository, title, body, commits, mergedAt, mergeSha, headSha } = told;
  if (mergedAt === null) return [];
  const hashes = [mergeSha, headSha, ...commits.map(({ sha }) => sha.toLowerCase())];
  return [
    {
      ...{ number, repository, title, mergedAt },
      texts: [body ?? '', ...commits.map(({ message }) => message)],
      hashes: hashes.filter((sha) => sha !== null),
      reverts: told.reverts === null ? null : (numberOf.get(told.reverts) ?? null),
    },
  ];
};

/** Links pull requests to those that they take back: these, and whoever takes these back. */
async function linkReverts(session: Session, touched: readonly number[]): Promise<FactLink[]> {
  const sources = new Set([...touched, ...(await takingBack(session, touched))]);
  const words = await wordsIn(session, ['PULL_REQUEST', 'REVERTED', 'REVERTED_TITLE'], sources);
  const named = await textsBy(session, 'pull_request', 'id', wordsOf(words, 'PULL_REQUEST'));
  const all = await textsBy(session, 'pull_request', 'number', [
    ...sources,
    ...named.map(({ number }) => number),
    ...(await pullRequestsWithHashes(session, wordsOf(words, 'REVERTED'))),
    ...(await factsWithWords(session, 'pull_request', 'TITLE', wordsOf(words, 'REVERTED_TITLE'))),
  ]);
  const numberOf = new Map(all.map(({ id, number }) => [id, number]));
  const links = revertsAmong(all.flatMap((told) => revertible(told, numberOf)))
    .filter(({ reverting }) => sources.has(reverting))
    .map(({ reverting: source, reverted: target }) => ({
      ...{ relation: REVERT, source, target, at: null, rule: 'REVERT' },
    }));
  return writeLinks(session, await linksAt(session, 'source', [REVERT], sources), links);
}

/** What was touched and may make a deployment repair, or no longer. */
export interface Repairable {
  readonly pullRequests: readonly number[];
  readonly runs: readonly number[];
  readonly incidents: readonly number[];
  /** Links of rides and shipments that differ. */
  readonly links: readonly FactLink[];
}

/** The deployments that may repair otherwise than before. */
async function repairing(
  session: Session,
  { runs, incidents, links }: Repairable,
  reverts: readonly FactLink[],
): Promise<number[]> {
  const reverted = links.map(({ source }) => source);
  const reverting = await linksAt(session, 'target', [REVERT], reverted);
  const sources = [...reverts, ...reverting].map(({ source }) => source);
  const rides = await linksAt(session, 'source', ['PULL_REQUEST_DEPLOYMENT'], sources);
  const old = await linksAt(
    session,
    'target',
    ['DEPLOYMENT_REPAIR'],
    [...runs, ...incidents, ...links.map(({ target }) => target)],
  );
  const mended = await textsBy(session, 'incident', 'number', incidents);
  const fixing = await runsWithIds(
    session,
    mended.flatMap(({ fixedBy }) => fixedBy),
  );
  return [
    ...runs,
    ...links.map(({ target }) => target),
    ...rides.map(({ target }) => target),
    ...old.map(({ source }) => source),
    ...(await standingFor(session, fixing)),
  ];
}

async function repairsOf(session: Session, numbers: readonly number[]): Promise<FactLink[]> {
  const deployments = await productionDeployments(session, numbers);
  const ids = await idsOfRuns(session, numbers);
  const fixed = await factsWithWords(session, 'incident', 'RUN', ids);
  const incidents = await textsBy(session, 'incident', 'number', fixed);
  const carried = await linksAt(session, 'target', ['PULL_REQUEST_DEPLOYMENT'], numbers);
  const reverts = await linksAt(
    session,
    'source',
    [REVERT],
    carried.map(({ source }) => source),
  );
  const shipments = await linksAt(
    session,
    'source',
    SHIPPED,
    reverts.map(({ target }) => target),
  );
  return repairLinks({
    ...{ deployments, incidents, rides: carried, shipments },
    reverts: reverts.map(({ source, target }) => ({ reverting: source, reverted: target })),
  });
}

/** Links deployments to what shows that they repair, or may; answers the links that differ. */
export async function linkRepairs(session: Session, touched: Repairable): Promise<FactLink[]> {
  const reverts = await linkReverts(session, touched.pullRequests);
  const numbers = [...new Set(await repairing(session, touched, reverts))];
  const links = await repairsOf(session, numbers);
  const before = await linksAt(session, 'source', ['DEPLOYMENT_REPAIR'], numbers);
  return [...reverts, ...(await writeLinks(session, before, links))];
}
