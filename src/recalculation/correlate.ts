import {
  type FormerCommit,
  type LogEntry,
  mergedRanges,
  type NumberRange,
  numbersIn,
  rangesOf,
  type WhatOf,
} from '../model/change-log.js';
import type { FactKind } from '../model/facts/facts.js';
import { invalidateCells, monthsOfRepositories } from '../storage/cells/dirty-cells.js';
import {
  changesOfCommits,
  insideRepositories,
  pullRequestsListing,
  repositoriesOfChanges,
  repositoriesOfTags,
} from '../storage/relations/affected-facts.js';
import { hashesByRepository } from '../storage/relations/commit-graph.js';
import { pullRequestsIn } from '../storage/relations/deployment-facts.js';
import { toolFactsOf } from '../storage/relations/tool-facts.js';
import type { Session } from '../storage/sql/session.js';
import { AffectedSet, addAllCellsOf, cellsOf } from './affected.js';
import { expandAffectedTools } from './affected-tools.js';
import { completeHashes } from './complete-hashes.js';
import { joinRepositories, supersedeReports } from './join-repositories.js';
import { linkFiles } from './link-changes.js';
import { linkPeople } from './link-people.js';
import {
  linkFirstReleases,
  linkFirstReleasesOfPullRequests,
  linkReleases,
  linkReleasesByGraph,
} from './link-releases.js';
import { linkGraphs, linkHistories } from './links/changes.js';
import { followersOfLine } from './links/files.js';
import { linkFacts } from './links/link-facts.js';
import type { ChangedGraphs } from './links/moved-in-graph.js';
import { renewRules } from './renew-rules.js';
import { openTeamIndex, type TeamIndex } from './team-index.js';

const factsOf = (entries: readonly LogEntry[], kind: FactKind): NumberRange[] =>
  mergedRanges(
    entries.flatMap((entry) =>
      entry.kind === 'FACTS' && entry.what.kind === kind ? entry.what.numbers : [],
    ),
  );

export const directoryOf = (entries: readonly LogEntry[]): WhatOf['DIRECTORY'][] =>
  entries.flatMap((entry) => (entry.kind === 'DIRECTORY' ? [entry.what] : []));

const concernsPeople = (entry: LogEntry): boolean =>
  entry.kind === 'FACTS'
    ? entry.what.newPeople || entry.what.kind === 'MAILMAP'
    : entry.kind === 'DIRECTORY' && entry.what.developers.length > 0;

async function people(
  session: Session,
  entries: readonly LogEntry[],
  affected: AffectedSet,
): Promise<void> {
  if (!entries.some(concernsPeople)) return;
  const { commits, changes, identities } = await linkPeople(session);
  for (const [kind, numbers] of await toolFactsOf(session, identities))
    affected.tools.add(kind, numbers);
  affected.commits.push(...rangesOf(commits));
  affected.addChanges(changes);
}

/** Returns the pull requests of repositories whose history is known from now on, or no longer. */
async function changes(
  session: Session,
  index: TeamIndex,
  entries: readonly LogEntry[],
  affected: AffectedSet,
): Promise<readonly number[]> {
  const ofCommits = await changesOfCommits(session, factsOf(entries, 'COMMIT'));
  const numbers = mergedRanges([...factsOf(entries, 'CHANGE'), ...rangesOf(ofCommits)]);
  if (numbers.length === 0) return [];
  affected.changes.push(...numbers);
  for (const repository of await repositoriesOfChanges(session, numbers)) {
    const followers = await followersOfLine(session, repository, numbers);
    affected.addChanges(await linkFiles(session, repository, numbers));
    affected.tools.add('pullRequest', await followers.relink());
    for (const pattern of index.patterns)
      affected.addChanges(await linkFirstReleases(session, repository, pattern, numbers));
  }
  return linkHistories(session);
}

async function releases(
  session: Session,
  patterns: readonly string[],
  repositories: readonly number[],
  affected: AffectedSet,
): Promise<void> {
  for (const repository of repositories)
    for (const pattern of patterns) {
      const linked = await linkReleases(session, repository, pattern);
      affected.releases.push(...linked.releases);
      affected.addChanges(linked.changes);
      affected.tools.add('pullRequest', linked.pullRequests);
    }
}

async function tags(
  session: Session,
  index: TeamIndex,
  entries: readonly LogEntry[],
  affected: AffectedSet,
): Promise<void> {
  const numbers = factsOf(entries, 'TAG');
  if (numbers.length === 0) return;
  affected.tags.push(...numbers);
  await releases(session, index.patterns, await repositoriesOfTags(session, numbers), affected);
}

/** Adds what a repository holds. A repository that is imported again can have another name, which other teams' filters match. */
async function repositories(
  session: Session,
  index: TeamIndex,
  entries: readonly LogEntry[],
  affected: AffectedSet,
): Promise<void> {
  const numbers = factsOf(entries, 'REPOSITORY');
  if (numbers.length === 0) return;
  const inside = await insideRepositories(session, numbers);
  affected.changes.push(...inside.changes);
  for (const { repository, month } of await monthsOfRepositories(session, inside.repositories))
    affected.cells.push(...index.cellsOfRepository(repository, month, null));
}

/** Teams that come or go bring their rules, or take them along. */
export const changesRules = ({ rules, teams }: WhatOf['DIRECTORY']): boolean =>
  rules || teams.length > 0;

/** Returns the changed parents of commits, with the repositories whose graph is known from now on, or no longer. */
async function graphsOf(session: Session, entries: readonly LogEntry[]): Promise<ChangedGraphs> {
  const former: FormerCommit[] = entries.flatMap((entry) =>
    entry.kind === 'FACTS' ? (entry.what.formerCommits ?? []) : [],
  );
  const commits = factsOf(entries, 'COMMIT');
  const hashes = await hashesByRepository(session, { commits, former });
  const turned = await linkGraphs(session, [...hashes.keys()]);
  return { hashes, former: former.map(([, sha]) => sha), turned };
}

/** Adds the facts of the tools that the entries name, by kind of metric input. */
async function tools(
  session: Session,
  { patterns }: TeamIndex,
  entries: readonly LogEntry[],
  begun: readonly number[],
  affected: AffectedSet,
): Promise<void> {
  const ranges = {
    commits: factsOf(entries, 'COMMIT'),
    changes: factsOf(entries, 'CHANGE'),
    pullRequests: factsOf(entries, 'PULL_REQUEST'),
    workItems: factsOf(entries, 'WORK_ITEM'),
    runs: factsOf(entries, 'PIPELINE_RUN'),
    incidents: factsOf(entries, 'INCIDENT'),
  };
  const repositories = numbersIn(factsOf(entries, 'REPOSITORY'));
  const rules = directoryOf(entries).some(changesRules);
  const graphs = await graphsOf(session, entries);
  const linked = await linkFacts(session, { ...ranges, graphs, begun, repositories, rules });
  affected.tools.add('pullRequest', await pullRequestsIn(session, repositories));
  affected.tools.add('pullRequest', await pullRequestsListing(session, affected.commits));
  const changes = await expandAffectedTools(session, affected.tools, linked, {
    ...ranges,
    changeRequests: factsOf(entries, 'CHANGE_REQUEST'),
    sprints: factsOf(entries, 'SPRINT'),
    versions: factsOf(entries, 'VERSION'),
  });
  affected.addChanges(changes);
  const released = [...numbersIn(ranges.pullRequests), ...begun];
  await linkFirstReleasesOfPullRequests(session, patterns, released);
  affected.tools.add('pullRequest', await linkReleasesByGraph(session, patterns, graphs));
}

/** Returns the teams to observe. After a change of rules alone, the renewal of the rules finds them. */
const teamsToObserve = ({ rules, developers, teams }: WhatOf['DIRECTORY']): readonly number[] =>
  rules && developers.length === 0 ? [] : teams;

/** How entries are linked. */
export interface Linking {
  /** Derivation version of the metrics that rules are made for. */
  readonly derivation: string;
  /** Teams whose rules are set aside: they are left as they are. */
  readonly without: ReadonlySet<number>;
}

/** Renews rules and links where these entries changed something, and invalidates the cells of before and after. */
export async function linkEntries(
  session: Session,
  entries: readonly LogEntry[],
  { derivation, without }: Linking,
): Promise<void> {
  const directory = directoryOf(entries);
  const renewed = directory.some(changesRules)
    ? await renewRules(session, derivation, without)
    : [];
  await joinRepositories(session, entries);
  await completeHashes(session, entries);
  await supersedeReports(session, entries);
  const index = await openTeamIndex(session, without);
  const affected = new AffectedSet();
  affected.commits.push(...factsOf(entries, 'COMMIT'));
  await people(session, entries, affected);
  const begun = await changes(session, index, entries, affected);
  await tags(session, index, entries, affected);
  await repositories(session, index, entries, affected);
  await tools(session, index, entries, begun, affected);
  if (renewed.length > 0)
    await releases(
      session,
      index.patterns,
      index.repositories.map(({ number }) => number),
      affected,
    );
  const whole = [...renewed, ...directory.flatMap(teamsToObserve)];
  await addAllCellsOf(
    session,
    index,
    [...new Set(whole)].filter((team) => !without.has(team)),
    affected,
  );
  await invalidateCells(session, await cellsOf(session, index, affected));
}
