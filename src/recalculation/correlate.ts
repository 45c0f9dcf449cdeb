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
import { mark, monthsOfRepositories } from '../storage/cells/dirty-cells.js';
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
import { completeHashes } from './complete-hashes.js';
import { joinRepositories, supersedeReports } from './join-repositories.js';
import { linkFiles } from './link-changes.js';
import { linkPeople } from './link-people.js';
import {
  linkReleases,
  linkReleasesByGraph,
  linkRides,
  linkRidesOfPullRequests,
} from './link-releases.js';
import { linkGraphs, linkHistories } from './links/changes.js';
import { followersOfLine } from './links/files.js';
import { linkFacts } from './links/link-facts.js';
import type { ChangedGraphs } from './links/moved-in-graph.js';
import { renewRules } from './renew-rules.js';
import { openTeamIndex, type TeamIndex } from './team-index.js';
import { cellsOf, Touched, wholeTeams } from './touched.js';
import { touchTools } from './touched-tools.js';

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
  touched: Touched,
): Promise<void> {
  if (!entries.some(concernsPeople)) return;
  const { commits, changes, identities } = await linkPeople(session);
  for (const [kind, numbers] of await toolFactsOf(session, identities))
    touched.tools.add(kind, numbers);
  touched.commits.push(...rangesOf(commits));
  touched.addChanges(changes);
}

/** Answers the pull requests of repositories whose history is known since now, or no longer. */
async function changes(
  session: Session,
  index: TeamIndex,
  entries: readonly LogEntry[],
  touched: Touched,
): Promise<readonly number[]> {
  const ofCommits = await changesOfCommits(session, factsOf(entries, 'COMMIT'));
  const numbers = mergedRanges([...factsOf(entries, 'CHANGE'), ...rangesOf(ofCommits)]);
  if (numbers.length === 0) return [];
  touched.changes.push(...numbers);
  for (const repository of await repositoriesOfChanges(session, numbers)) {
    const followers = await followersOfLine(session, repository, numbers);
    touched.addChanges(await linkFiles(session, repository, numbers));
    touched.tools.add('pullRequest', await followers.relink());
    for (const pattern of index.patterns)
      touched.addChanges(await linkRides(session, repository, pattern, numbers));
  }
  return linkHistories(session);
}

async function releases(
  session: Session,
  patterns: readonly string[],
  repositories: readonly number[],
  touched: Touched,
): Promise<void> {
  for (const repository of repositories)
    for (const pattern of patterns) {
      const linked = await linkReleases(session, repository, pattern);
      touched.releases.push(...linked.releases);
      touched.addChanges(linked.changes);
      touched.tools.add('pullRequest', linked.pullRequests);
    }
}

async function tags(
  session: Session,
  index: TeamIndex,
  entries: readonly LogEntry[],
  touched: Touched,
): Promise<void> {
  const numbers = factsOf(entries, 'TAG');
  if (numbers.length === 0) return;
  touched.tags.push(...numbers);
  await releases(session, index.patterns, await repositoriesOfTags(session, numbers), touched);
}

/** A repository that is told anew may have another name, which other teams' filters match. */
async function repositories(
  session: Session,
  index: TeamIndex,
  entries: readonly LogEntry[],
  touched: Touched,
): Promise<void> {
  const numbers = factsOf(entries, 'REPOSITORY');
  if (numbers.length === 0) return;
  const inside = await insideRepositories(session, numbers);
  touched.changes.push(...inside.changes);
  for (const { repository, month } of await monthsOfRepositories(session, inside.repositories))
    touched.cells.push(...index.cellsOfRepository(repository, month, null));
}

/** Teams that come or go bring their rules, or take them along. */
export const renewsRules = ({ rules, teams }: WhatOf['DIRECTORY']): boolean =>
  rules || teams.length > 0;

/** What the entries say of the parents of commits, with the repositories where these are known since now, or no longer. */
async function graphsOf(session: Session, entries: readonly LogEntry[]): Promise<ChangedGraphs> {
  const former: FormerCommit[] = entries.flatMap((entry) =>
    entry.kind === 'FACTS' ? (entry.what.formerCommits ?? []) : [],
  );
  const commits = factsOf(entries, 'COMMIT');
  const hashes = await hashesByRepository(session, { commits, former });
  const turned = await linkGraphs(session, [...hashes.keys()]);
  return { hashes, former: former.map(([, sha]) => sha), turned };
}

/** Which facts of the tools the entries name, by kind of anchor. */
async function tools(
  session: Session,
  { patterns }: TeamIndex,
  entries: readonly LogEntry[],
  begun: readonly number[],
  touched: Touched,
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
  const rules = directoryOf(entries).some(renewsRules);
  const graphs = await graphsOf(session, entries);
  const linked = await linkFacts(session, { ...ranges, graphs, begun, repositories, rules });
  touched.tools.add('pullRequest', await pullRequestsIn(session, repositories));
  touched.tools.add('pullRequest', await pullRequestsListing(session, touched.commits));
  const changes = await touchTools(session, touched.tools, linked, {
    ...ranges,
    changeRequests: factsOf(entries, 'CHANGE_REQUEST'),
    sprints: factsOf(entries, 'SPRINT'),
    versions: factsOf(entries, 'VERSION'),
  });
  touched.addChanges(changes);
  const riding = [...numbersIn(ranges.pullRequests), ...begun];
  await linkRidesOfPullRequests(session, patterns, riding);
  touched.tools.add('pullRequest', await linkReleasesByGraph(session, patterns, graphs));
}

/** Where only rules were saved, renewing them tells which teams must be observed. */
const teamsToObserve = ({ rules, developers, teams }: WhatOf['DIRECTORY']): readonly number[] =>
  rules && developers.length === 0 ? [] : teams;

/** How entries are linked. */
export interface Linking {
  /** Of the metrics that rules are made for. */
  readonly shape: string;
  /** Teams whose rules are set aside: they are left as they are. */
  readonly without: ReadonlySet<number>;
}

/** Renews rules and links where these entries changed something, and marks the cells of before and after. */
export async function linkEntries(
  session: Session,
  entries: readonly LogEntry[],
  { shape, without }: Linking,
): Promise<void> {
  const directory = directoryOf(entries);
  const renewed = directory.some(renewsRules) ? await renewRules(session, shape, without) : [];
  await joinRepositories(session, entries);
  await completeHashes(session, entries);
  await supersedeReports(session, entries);
  const index = await openTeamIndex(session, without);
  const touched = new Touched();
  touched.commits.push(...factsOf(entries, 'COMMIT'));
  await people(session, entries, touched);
  const begun = await changes(session, index, entries, touched);
  await tags(session, index, entries, touched);
  await repositories(session, index, entries, touched);
  await tools(session, index, entries, begun, touched);
  if (renewed.length > 0)
    await releases(
      session,
      index.patterns,
      index.repositories.map(({ number }) => number),
      touched,
    );
  const whole = [...renewed, ...directory.flatMap(teamsToObserve)];
  await wholeTeams(
    session,
    index,
    [...new Set(whole)].filter((team) => !without.has(team)),
    touched,
  );
  await mark(session, await cellsOf(session, index, touched));
}
