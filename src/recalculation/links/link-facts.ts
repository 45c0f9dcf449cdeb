import { type NumberRange, numbersIn } from '../../model/change-log.js';
import type { FactLink } from '../../storage/fact-links.js';
import { wordsIn } from '../../storage/fact-words.js';
import { repositoriesBegun } from '../../storage/pull-request-files.js';
import { pullRequestsIn } from '../../storage/ride-facts.js';
import type { Session } from '../../storage/session.js';
import { hasToolFacts, sprintsWithIds } from '../../storage/tool-facts.js';
import { linkBuilds, linkDeliveries } from './deliveries.js';
import { linkFilesOfPullRequests } from './files.js';
import { linkIncidents, linkItemIncidents } from './incidents.js';
import { deploymentsMovedByRules } from './production.js';
import { linkRepairs } from './repairs.js';
import { linkRidesOfPullRequests, movedBy } from './rides.js';
import { linkNext, restand } from './runs.js';
import { renewWords, type TouchedRanges } from './words.js';
import { linkFamilies, linkWork } from './work-items.js';

/** The facts of a batch that links begin or end at, and the repositories whose default branch may be another. */
export interface TouchedForLinks extends TouchedRanges {
  readonly changes: readonly NumberRange[];
  readonly repositories: readonly number[];
  /** True where teams' filters may be others, which say what is production and which items are incidents. */
  readonly rules: boolean;
}

/** What must be observed again: the links that differ, and the runs that stand or stood for what was touched. */
export interface Linked {
  readonly links: readonly FactLink[];
  readonly runs: readonly number[];
  /** Pull requests whose place on the line of their repository may be another, or whose files follow others. */
  readonly pullRequests: readonly number[];
  /** Numbers of the sprints in which touched items are or were. */
  readonly sprints: readonly number[];
}

/** What of work deliveries are linked to: items that may be incidents, with what may be linked to them. */
interface WorkForDelivery {
  readonly pullRequests: readonly number[];
  readonly items: readonly number[];
  /** Pull requests and commits. */
  readonly made: readonly number[];
}

async function linkDelivery(
  session: Session,
  touched: TouchedForLinks,
  { pullRequests, ...work }: WorkForDelivery,
): Promise<Omit<Linked, 'sprints'>> {
  const moving = touched.rules ? await deploymentsMovedByRules(session) : [];
  const incidents = numbersIn(touched.incidents);
  const standing = await restand(session, [...numbersIn(touched.runs), ...moving]);
  const delivered = await linkDeliveries(session, standing.runs);
  const moved = await movedBy(session, touched.changes);
  const runs = delivered.deployments;
  const next = await linkNext(session, runs, delivered.places);
  const begun = await pullRequestsIn(session, await repositoriesBegun(session, touched.changes));
  const placed = [...moved.pullRequests, ...begun];
  const riding = [
    ...pullRequests,
    ...placed,
    ...(await pullRequestsIn(session, touched.repositories)),
  ];
  const filed = await linkFilesOfPullRequests(session, riding);
  const places = [...delivered.places, ...moved.places];
  const rides = await linkRidesOfPullRequests(session, riding, places);
  const builds = await linkBuilds(session, standing.runs, pullRequests);
  const blame = await linkIncidents(session, {
    ...{ ...work, incidents, runs, places: delivered.places },
  });
  const repairs = await linkRepairs(session, { pullRequests, runs, incidents, links: rides });
  return {
    links: [
      ...[...standing.links, ...delivered.links, ...next, ...rides, ...builds, ...blame],
      ...repairs,
    ],
    ...{ runs, pullRequests: [...placed, ...filed] },
  };
}

const sprintsIn = async (session: Session, items: readonly number[]): Promise<string[]> =>
  (await wordsIn(session, ['SPRINT'], items)).map(({ word }) => word);

const nothing: Linked = { links: [], runs: [], pullRequests: [], sprints: [] };

/** Links what was touched, and whatever that touches. */
export async function linkFacts(session: Session, touched: TouchedForLinks): Promise<Linked> {
  const { repositories, changes, rules, ...worded } = touched;
  const lists = [repositories, changes, ...Object.values(worded)];
  if (!rules && lists.every(({ length }) => length === 0)) return nothing;
  const items = numbersIn(touched.workItems);
  const before = await sprintsIn(session, items);
  await renewWords(session, worded);
  const { commits: _commits, ...told } = worded;
  const isTold = Object.values(told).some(({ length }) => length > 0);
  if (!isTold && !(await hasToolFacts(session))) return nothing;
  const pullRequests = numbersIn(touched.pullRequests);
  const commits = numbersIn(touched.commits);
  const families = await linkFamilies(session, items);
  const work = await linkWork(session, items, {
    ...{ commits: new Set(commits), pullRequests: new Set(pullRequests) },
  });
  const taken = await linkItemIncidents(session, rules ? 'ALL' : items);
  const delivery = await linkDelivery(session, touched, {
    ...{ pullRequests, made: [...pullRequests, ...commits] },
    items: [...items, ...[...taken, ...work].map(({ source }) => source)],
  });
  return {
    ...delivery,
    links: [...families, ...work, ...delivery.links],
    sprints: await sprintsWithIds(session, [...before, ...(await sprintsIn(session, items))]),
  };
}
