import { buildsOfChanges } from '../../engine/correlate/builds.js';
import {
  type ChangeText,
  changesBy,
  changesHolding,
  changesIn,
  repositoriesWithHistory,
  reviewedRepositories,
} from '../../storage/relations/change-facts.js';
import { repositoriesWithGraph } from '../../storage/relations/commit-graph.js';
import { pullRequestsIn } from '../../storage/relations/deployment-facts.js';
import { type FactLink, linksAt, linksOf, writeLinks } from '../../storage/relations/fact-links.js';
import { type PullRequestText, textsBy } from '../../storage/relations/linkable-facts.js';
import type { Session } from '../../storage/sql/session.js';
import { type CodeNames, changesNamed, numbered, pullRequestsNamed } from './code-names.js';
import { loadEffectiveRuns, runsWith } from './deliveries.js';

const hashesOf = ({ sha, commits }: ChangeText): string[] => [...new Set([sha, ...commits])];

/** Links changes to the CI runs over their commits: the affected ones, and those that affected runs were made of. */
export async function linkBuildsOfChanges(
  session: Session,
  runs: readonly number[],
  affected: readonly number[],
): Promise<FactLink[]> {
  const relation = ['CHANGE_BUILD'] as const;
  const old = await linksAt(session, 'target', relation, runs);
  const built = await loadEffectiveRuns(session, runs);
  const sources = [
    ...affected,
    ...old.map(({ source }) => source),
    ...(await changesHolding(
      session,
      built.flatMap(({ commits }) => commits),
    )),
  ];
  const changes = await changesBy(session, sources);
  const found = await runsWith(session, [], changes.flatMap(hashesOf));
  const links = buildsOfChanges(
    changes,
    found.filter(({ kinds }) => kinds.includes('CI')),
  );
  return writeLinks(session, await linksAt(session, 'source', relation, sources), links);
}

/** Affected facts that can give changes other items. */
export interface AffectedForItems {
  readonly changes: readonly number[];
  readonly names: CodeNames;
  /** Links of items to commits that differ. */
  readonly links: readonly FactLink[];
}

const numbersOf = (facts: readonly { readonly number: number }[]) =>
  facts.map(({ number }) => number);

/** The changes that may hold what was written for other items than before. */
async function changesOfItems(session: Session, affected: AffectedForItems): Promise<ChangeText[]> {
  const differing = affected.links.filter(({ relation }) => relation === 'ITEM_COMMIT');
  const commits = await textsBy(
    session,
    'commit',
    'number',
    differing.map(({ target }) => target),
  );
  const items = differing.map(({ source }) => source);
  const old = await linksAt(session, 'source', ['ITEM_CHANGE'], items);
  return changesBy(session, [
    ...affected.changes,
    ...old.map(({ target }) => target),
    ...(await changesHolding(
      session,
      commits.map(({ sha }) => sha),
    )),
    ...(await changesNamed(session, affected.names)),
  ]);
}

/** Hashes by which a pull request is known on the line. */
const hashesOfPullRequest = ({ mergeSha, headSha, commits }: PullRequestText): string[] =>
  [mergeSha, headSha, ...commits.map(({ sha }) => sha.toLowerCase())].filter((sha) => sha !== null);

/** The pull request that a change names. */
const nameOf = ({ repository, pullRequest }: ChangeText): string[] =>
  pullRequest === null ? [] : [numbered(repository, pullRequest)];

/** Returns the changes among these that no imported merged pull request brought. */
export async function changesWithoutPullRequest(
  session: Session,
  changes: readonly ChangeText[],
): Promise<ChangeText[]> {
  const pullRequests = await textsBy(
    session,
    'pull_request',
    'number',
    await pullRequestsNamed(session, {
      hashes: changes.flatMap(hashesOf),
      pullRequests: changes.flatMap(nameOf),
    }),
  );
  const merged = pullRequests.filter(({ mergedAt }) => mergedAt !== null);
  const known = new Set<string>([
    ...merged.flatMap(hashesOfPullRequest),
    ...merged.map(({ repository, numberInRepository }) => numbered(repository, numberInRepository)),
  ]);
  return changes.filter(
    (change) => ![...hashesOf(change), ...nameOf(change)].some((name) => known.has(name)),
  );
}

/** Links items to the changes that hold commits written for them and came by no pull request. */
export async function linkItemsToChanges(
  session: Session,
  affected: AffectedForItems,
): Promise<FactLink[]> {
  const all = await changesOfItems(session, affected);
  if (all.length === 0 && affected.changes.length === 0) return [];
  const changes = await changesWithoutPullRequest(session, all);
  const commits = await textsBy(session, 'commit', 'sha', changes.flatMap(hashesOf));
  const written = await linksAt(session, 'target', ['ITEM_COMMIT'], numbersOf(commits));
  const itemsOf = Map.groupBy(written, ({ target }) => target);
  const bySha = Map.groupBy(commits, ({ sha }) => sha);
  const links = changes.flatMap((change) => {
    const own = hashesOf(change).flatMap((sha) => bySha.get(sha) ?? []);
    const items = own.flatMap(({ number }) => itemsOf.get(number) ?? []);
    return [...new Set(items.map(({ source }) => source))].map((source) => ({
      relation: 'ITEM_CHANGE' as const,
      source,
      target: change.number,
      at: change.mergedAt,
      rule: 'COMMIT',
    }));
  });
  const numbers = [...affected.changes, ...numbersOf(all)];
  return writeLinks(session, await linksAt(session, 'target', ['ITEM_CHANGE'], numbers), links);
}

/** Writes down which repositories have a trait, as a link of each to itself. Returns those where that is new. */
async function writeTrait(
  session: Session,
  relation: 'REPOSITORY_REVIEWED' | 'REPOSITORY_HISTORY' | 'REPOSITORY_GRAPH',
  rule: string,
  repositories: readonly number[],
  among: readonly number[] | 'ALL' = 'ALL',
): Promise<number[]> {
  const links = repositories.map((number) => ({
    relation,
    source: number,
    target: number,
    at: null,
    rule,
  }));
  const before = await (among === 'ALL'
    ? linksOf(session, relation)
    : linksAt(session, 'source', [relation], among));
  const differing = await writeLinks(session, before, links);
  return differing.map(({ source }) => source);
}

/** Writes which repositories have merged pull requests. Returns the changes of the repositories where that differs. */
export const linkReviewed = async (session: Session): Promise<number[]> =>
  changesIn(
    session,
    await writeTrait(session, 'REPOSITORY_REVIEWED', 'MERGED', await reviewedRepositories(session)),
  );

/** Writes down of which repositories the history is known. Returns the pull requests of those where that is new. */
export const linkHistories = async (session: Session): Promise<number[]> =>
  pullRequestsIn(
    session,
    await writeTrait(
      session,
      'REPOSITORY_HISTORY',
      'CHANGES',
      await repositoriesWithHistory(session),
    ),
  );

/** Writes down in which of these repositories parents of commits are known. Returns those where that is new. */
export const linkGraphs = async (
  session: Session,
  repositories: readonly number[],
): Promise<number[]> => {
  const withGraph = await repositoriesWithGraph(session, repositories);
  return writeTrait(session, 'REPOSITORY_GRAPH', 'PARENTS', withGraph, repositories);
};
