import { unknownPerson } from '../../model/facts/people.js';
import type { MetricInputBase } from '../../model/inputs/input-base.js';
import { type InputKind, type MetricInputs, noInputs } from '../../model/inputs/metric-input.js';
import { monthOf } from '../../model/month.js';
import type { Rules, TeamSettings } from '../../model/team.js';
import { createOwnership, type OwnedKind, owns } from '../../model/team-scope.js';
import type { Window } from '../../model/time.js';
import { type RepositoryName, repositoryNames } from '../integrations/repositories.js';
import { timestamp } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import type { Cell, Scanned, ToolInputKind } from './cell.js';
import { loadCodeInputs } from './code.js';
import { factsWithin } from './fact-places.js';
import {
  assembleChangeRequests,
  assembleIncidents,
  scanChangeRequests,
  scanIncidents,
} from './incidents.js';
import { itemReader, type ReadItems } from './item-rows.js';
import { assemblePullRequests, pullRequestReader, scanPullRequests } from './pull-requests.js';
import { actsWithin } from './review-acts.js';
import { assembleRuns, scanRuns } from './runs.js';
import { assembleSprints, assembleVersions, scanSprints, scanVersions } from './sprints.js';
import { dimensionNames, placesOfTeam } from './wanted-places.js';
import { assembleWorkItems, scanWorkItems } from './work-items.js';

/** Metric inputs of a cell, or of several in a row: those of its people, and those that its filters match. */
export interface CellInputs {
  readonly DEVELOPERS: MetricInputs;
  readonly FILTERS: MetricInputs;
}

type Ownership = (settings: TeamSettings) => readonly RepositoryName[];
const ownerships = new WeakMap<readonly RepositoryName[], Ownership>();

/** The repositories that a team's filter matches; an empty filter matches none. */
export function repositoriesOf(rules: Rules, all: readonly RepositoryName[]): number[] {
  const ownedIn = ownerships.get(all) ?? createOwnership(all);
  ownerships.set(all, ownedIn);
  return ownedIn(rules.settings).map(({ number }) => number);
}

/** Columns by which facts of each kind count in a place and month. Deleted facts count nowhere. */
export const scans: Readonly<
  Record<ToolInputKind, (session: Session, numbers: readonly number[]) => Promise<Scanned[]>>
> = {
  pullRequest: scanPullRequests,
  workItem: scanWorkItems,
  run: scanRuns,
  incident: scanIncidents,
  changeRequest: scanChangeRequests,
  sprint: scanSprints,
  version: scanVersions,
};

/** Identities of people whom a tool deleted: one a source at the most. */
const unknownIdentities = (session: Session): Promise<number[]> =>
  session.loadNumbers(
    `select number::float8 as number from identity where account_id = $1 and application_type = $2 and external_id = $3
       and scope in (select number from integration where account_id = $1 union all select 0)`,
    [unknownPerson.applicationType, unknownPerson.id],
  );

/** The rules of a cell, and the kinds of input that are read by them. */
export interface ReadByRules {
  readonly rules: Rules;
  readonly kinds: ReadonlySet<InputKind>;
}

/** Kinds whose input carries people whom a tool may not know any more. */
const withPeople: readonly InputKind[] = ['pullRequest', 'workItem', 'sprint'];

async function cellOf(
  session: Session,
  team: number,
  window: Window,
  { rules, kinds }: ReadByRules,
): Promise<Cell> {
  const members = await session.loadNumbers(
    'select distinct developer::float8 as number from membership where account_id = $1 and team = $2',
    [team],
  );
  const repositories = repositoriesOf(rules, await repositoryNames(session));
  const { settings } = rules;
  const places = await placesOfTeam(dimensionNames(session), { settings, repositories, members });
  const months = { first: monthOf(window.from), last: monthOf(window.to - 1) };
  const wanted = new Map([...places].filter(([kind]) => kinds.has(kind)));
  return {
    team,
    rules,
    kinds,
    from: timestamp(window.from),
    to: timestamp(window.to),
    repositories,
    members: new Set(members),
    unknown: new Set(
      withPeople.some((kind) => kinds.has(kind)) ? await unknownIdentities(session) : [],
    ),
    facts: wanted.size > 0 ? await factsWithin(session, wanted, months) : () => [],
  };
}

async function loadDeliveryInputs(
  session: Session,
  cell: Cell,
  read: ReadItems,
): Promise<Pick<MetricInputs, 'runs' | 'incidents' | 'changeRequests' | 'sprints' | 'versions'>> {
  const { facts, rules } = cell;
  const isOwn = (kind: OwnedKind) => (fact: Pick<Scanned, 'traits'>) =>
    owns(kind, rules.settings, fact.traits);
  const runs = await assembleRuns(session, facts('run'));
  const incidents = await assembleIncidents(session, facts('incident'));
  const changeRequests = await assembleChangeRequests(session, facts('changeRequest'));
  const versions = await scanVersions(session, facts('version'));
  const released = versions.filter(isOwn('version')).map(({ number }) => number);
  return {
    runs: runs.filter(isOwn('run')),
    incidents: incidents.filter(isOwn('incident')),
    changeRequests: changeRequests.filter(isOwn('changeRequest')),
    sprints: await assembleSprints(session, facts('sprint'), rules.settings, read),
    versions: await assembleVersions(session, released),
  };
}

async function loadWorkInputs(
  session: Session,
  cell: Cell,
  read: ReadItems,
): Promise<Record<'DEVELOPERS' | 'FILTERS', Pick<MetricInputs, 'pullRequests' | 'workItems'>>> {
  const numbers = cell.facts('pullRequest');
  const { unknown } = cell;
  const { releasePattern } = cell.rules.settings;
  const reader = pullRequestReader(session, releasePattern);
  const pullRequests = await assemblePullRequests(
    session,
    numbers,
    releasePattern,
    unknown,
    reader,
  );
  const items = await scanWorkItems(session, cell.facts('workItem'), read);
  const isOwn = new Set(
    items
      .filter((item) => owns('workItem', cell.rules.settings, item.traits))
      .map(({ number }) => number),
  );
  const byMembers = items.filter(({ developers }) =>
    developers.some((one) => cell.members.has(one)),
  );
  const repositories = new Set(cell.repositories);
  const ofRules = () => ({ rules: cell.rules, repositories });
  const wanted = [...new Set([...isOwn, ...byMembers.map(({ number }) => number)])];
  const workItems = await assembleWorkItems(session, wanted, ofRules, read, unknown, reader);
  const isMembers = ({ developer }: Pick<MetricInputBase, 'developer'>) =>
    developer !== null && cell.members.has(developer);
  const isOfFilters = {
    pullRequest: ({ repository }: MetricInputBase) => repositories.has(repository ?? -1),
    workItem: ({ number }: MetricInputBase) => isOwn.has(number),
  };
  /** A fact without a person concerns the teams whose filters match it. */
  const isConcern =
    (isFiltered: (input: MetricInputBase) => boolean) =>
    (input: MetricInputBase): boolean =>
      isMembers(input) || (input.nobody !== undefined && isFiltered(input));
  return {
    DEVELOPERS: {
      pullRequests: pullRequests.filter(isConcern(isOfFilters.pullRequest)),
      workItems: workItems.filter(isConcern(isOfFilters.workItem)),
    },
    FILTERS: {
      pullRequests: pullRequests.filter(isOfFilters.pullRequest),
      workItems: workItems.filter(isOfFilters.workItem),
    },
  };
}

/** Loads the inputs by which a team is observed over whole months, of the kinds that are read. */
export async function loadInputsOf(
  session: Session,
  team: number,
  window: Window,
  by: ReadByRules,
): Promise<CellInputs> {
  const cell = await cellOf(session, team, window, by);
  const code = await loadCodeInputs(session, cell);
  const read = itemReader(session);
  const work = await loadWorkInputs(session, cell, read);
  const delivery = await loadDeliveryInputs(session, cell, read);
  const acts = by.kinds.has('pullRequest') ? await actsWithin(session, cell) : [];
  return {
    DEVELOPERS: { ...noInputs, ...code.DEVELOPERS, ...work.DEVELOPERS, acts },
    FILTERS: { ...noInputs, ...code.FILTERS, ...work.FILTERS, ...delivery },
  };
}
