import { numbersIn } from '../../model/change-log.js';
import { changesIn } from '../../storage/relations/change-facts.js';
import { pullRequestsIn } from '../../storage/relations/deployment-facts.js';
import { scopedCandidates } from '../../storage/relations/effective-runs.js';
import type { FactLink } from '../../storage/relations/fact-links.js';
import { loadReferenceKeys } from '../../storage/relations/reference-keys.js';
import { hashesOfCode } from '../../storage/relations/repositories-by-hash.js';
import { hasToolFacts, sprintsWithIds } from '../../storage/relations/tool-facts.js';
import type { Session } from '../../storage/sql/session.js';
import { linkBuildsOfChanges, linkItemsToChanges, linkReviewed } from './changes.js';
import { type CodeNames, changesNamed, namesIn } from './code-names.js';
import { linkBuilds, linkDeliveries, runsWithoutRepository } from './deliveries.js';
import { linkFilesOfPullRequests } from './files.js';
import { linkFirstReleases, repositionedChanges } from './first-deployments.js';
import { linkIncidents, linkItemIncidents } from './incidents.js';
import { type ChangedGraphs, movedInGraphs } from './moved-in-graph.js';
import { deploymentsMovedByRules } from './production.js';
import { type AffectedRanges, reindexReferenceKeys } from './reference-texts.js';
import { linkRepairs } from './repairs.js';
import { linkNext, resolveEffectiveRuns } from './runs.js';
import { linkUnknownCommits } from './unknown-commits.js';
import { linkFamilies, linkWork } from './work-items.js';

/** The facts of a batch that links begin or end at, and the repositories whose default branch may be another. */
export interface AffectedForLinks extends AffectedRanges {
  readonly repositories: readonly number[];
  readonly graphs: ChangedGraphs;
  /** Pull requests of repositories whose history is known since now, or no longer. */
  readonly begun: readonly number[];
  /** True where teams' filters may be others, which say what is production and which items are incidents. */
  readonly rules: boolean;
}

/** Facts to observe again: ends of links that differ, and present and former effective runs of affected runs. */
export interface Linked {
  readonly links: readonly FactLink[];
  readonly runs: readonly number[];
  /** Pull requests whose place on the line of their repository may be another, or whose files follow others. */
  readonly pullRequests: readonly number[];
  /** Changes of repositories that were imported again, or that have merged pull requests from now on, or no longer. */
  readonly changes: readonly number[];
  /** Numbers of the sprints in which affected items are or were. */
  readonly sprints: readonly number[];
}

/** Work that deliveries are linked to: items that can be incidents, with the code that can be linked to them. */
interface WorkForDelivery {
  readonly pullRequests: readonly number[];
  readonly names: CodeNames;
  readonly items: readonly number[];
  /** Pull requests and commits. */
  readonly made: readonly number[];
}

async function linkDelivery(
  session: Session,
  affected: AffectedForLinks,
  { pullRequests, names, ...work }: WorkForDelivery,
): Promise<Omit<Linked, 'sprints' | 'changes'>> {
  const moving = affected.rules
    ? [...(await deploymentsMovedByRules(session)), ...(await scopedCandidates(session))]
    : [];
  const incidents = numbersIn(affected.incidents);
  const resolved = await resolveEffectiveRuns(session, [...numbersIn(affected.runs), ...moving]);
  const code = [...names.hashes, ...(await hashesOfCode(session, affected))];
  const homeless = await runsWithoutRepository(session, code);
  await linkUnknownCommits(session, resolved.runs, code);
  const delivered = await linkDeliveries(session, [...resolved.runs, ...homeless]);
  const moved = await repositionedChanges(session, affected.changes, names);
  const graphs = await movedInGraphs(session, affected.graphs);
  const runs = delivered.deployments;
  const next = await linkNext(session, runs, delivered.places);
  const known = [...graphs.values()].flatMap((graph) => graph.pullRequests);
  const placed = [...moved.pullRequests, ...known, ...affected.begun];
  const inRepositories = await pullRequestsIn(session, affected.repositories);
  const deliverable = [...pullRequests, ...placed, ...inRepositories];
  const filed = await linkFilesOfPullRequests(session, deliverable);
  const places = [...delivered.places, ...moved.places];
  const changes = numbersIn(affected.changes);
  const candidates = { pullRequests: deliverable, changes };
  const firsts = await linkFirstReleases(session, candidates, places, graphs);
  const builds = [
    ...(await linkBuilds(session, resolved.runs, pullRequests)),
    ...(await linkBuildsOfChanges(session, resolved.runs, changes)),
  ];
  const blame = await linkIncidents(session, {
    ...work,
    incidents,
    runs,
    places: delivered.places,
  });
  const repairs = await linkRepairs(session, {
    pullRequests,
    changes,
    names,
    runs,
    incidents,
    links: firsts,
  });
  return {
    links: [
      ...[...resolved.links, ...delivered.links, ...next, ...firsts, ...builds, ...blame],
      ...repairs,
    ],
    runs,
    pullRequests: [...placed, ...filed],
  };
}

const sprintsIn = async (session: Session, items: readonly number[]): Promise<string[]> =>
  (await loadReferenceKeys(session, ['SPRINT'], items)).map(({ key }) => key);

const nothing: Linked = { links: [], runs: [], pullRequests: [], changes: [], sprints: [] };

/** Links what is affected, and whatever that affects. */
export async function linkFacts(session: Session, affected: AffectedForLinks): Promise<Linked> {
  const { repositories, begun, rules, graphs, ...ranges } = affected;
  const lists = [repositories, begun, ...Object.values(ranges)];
  if (!rules && lists.every(({ length }) => length === 0)) return nothing;
  const items = numbersIn(affected.workItems);
  const sprints = await sprintsIn(session, items);
  const pullRequests = numbersIn(affected.pullRequests);
  const withTexts = [...pullRequests, ...numbersIn(affected.changes)];
  const before = await namesIn(session, withTexts);
  await reindexReferenceKeys(session, ranges);
  const now = await namesIn(session, withTexts);
  const names = {
    hashes: [...before.hashes, ...now.hashes, ...graphs.former],
    pullRequests: [...before.pullRequests, ...now.pullRequests],
  };
  const { commits: _commits, changes: _changes, ...toolFacts } = ranges;
  const isReported = Object.values(toolFacts).some(({ length }) => length > 0);
  if (!isReported && !(await hasToolFacts(session))) return nothing;
  const commits = numbersIn(affected.commits);
  const families = await linkFamilies(session, items);
  const work = await linkWork(session, items, {
    commits: new Set(commits),
    pullRequests: new Set(pullRequests),
  });
  const changesWithoutPullRequest = await linkItemsToChanges(session, {
    changes: numbersIn(affected.changes),
    names,
    links: work,
  });
  const taken = await linkItemIncidents(session, rules ? 'ALL' : items);
  const delivery = await linkDelivery(session, affected, {
    pullRequests,
    names,
    made: [...pullRequests, ...commits],
    items: [...items, ...[...taken, ...work].map(({ source }) => source)],
  });
  return {
    ...delivery,
    links: [...families, ...work, ...changesWithoutPullRequest, ...delivery.links],
    changes: [
      ...(pullRequests.length > 0 ? await linkReviewed(session) : []),
      ...(pullRequests.length > 0 ? await changesNamed(session, names) : []),
      ...(await changesIn(session, repositories)),
    ],
    sprints: await sprintsWithIds(session, [...sprints, ...(await sprintsIn(session, items))]),
  };
}
