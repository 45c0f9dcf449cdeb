import type { Metric } from '../../engine/metric.js';
import { Fault } from '../../model/errors.js';
import type { LackedField } from '../../model/facts/lacked-field.js';
import { monthOf } from '../../model/month.js';
import { once } from '../../model/once.js';
import {
  type Instant,
  type LocalDate,
  localDateOf,
  resolveRange,
  type TimeZone,
  type Window,
  windowBefore,
} from '../../model/time.js';
import { loadSequence } from '../../storage/cells/answer-state.js';
import { cellsOfTeams } from '../../storage/cells/cell-columns.js';
import { type AccountSettings, readAccountSettings } from '../../storage/directory/accounts.js';
import { sprintNames } from '../../storage/records/record-facts.js';
import type { Session } from '../../storage/sql/session.js';
import { together } from '../../storage/sql/together.js';
import type { InsightQuery } from '../answer/answer.js';
import { activityMetrics } from '../answer/contribution.js';
import { validateSprints, validateWindow } from '../validate-query.js';
import type { ColumnCache, ColumnsOfTeams, Months } from './column-cache.js';
import {
  type Ground,
  type Grounds,
  type KeptGround,
  loadGround,
  loadRules,
  monthsKey,
  type RulesByTeam,
} from './ground.js';
import { resolveScope } from './scope.js';
import type { SourceCache } from './source-cache.js';
import { steadyUntil } from './steady-until.js';

/** The times that a question means, at an instant. */
interface Times {
  readonly now: Instant;
  readonly zone: TimeZone;
  readonly window: Window;
  readonly previous: Window;
}

/** All that an answer is made of, as one transaction saw it. */
export interface Snapshot extends Ground, Times {
  /** Returns the fields that a provider never reports. */
  readonly lacksOf: LacksOf;
  readonly query: InsightQuery;
  readonly columns: ColumnsOfTeams;
  /** Ids of the metrics whose rows say who contributed; empty where nobody asks. */
  readonly activity: readonly string[];
  /** Names, in their order, of the sprints that end in the window, where it is divided by sprints. */
  readonly sprints: ReadonlyMap<number, string>;
  /** When answers may differ by the clock alone. */
  readonly steadyUntil: Instant;
}

async function settingsOf(session: Session): Promise<AccountSettings> {
  const settings = await readAccountSettings(session);
  if (!settings) throw new Fault('NOT_FOUND', 'The account of this key is no more.');
  return settings;
}

/** The meaning of a question without instants at a time: its window, and the local day of asking. */
export interface AskedTime {
  /** The window that the question means now. */
  readonly window: Window;
  /** The local day of now. */
  readonly day: LocalDate;
}

/** Returns the times of a question. Throws BAD_USER_INPUT if the range makes no sense. */
function timesOf(query: InsightQuery, settings: AccountSettings, now: Instant): Times {
  const zone = query.timeZone ?? settings.timeZone;
  const window = resolveRange(query.range, now, zone);
  validateWindow(window, query.granularity, zone);
  return { now, zone, window, previous: windowBefore(window, zone) };
}

/** Throws as `takeSnapshot` does if scope or range make no sense. */
export async function checkQuery(session: Session, query: InsightQuery): Promise<AskedTime> {
  const settings = await settingsOf(session);
  const { window, zone } = timesOf(query, settings, session.now);
  await resolveScope(session, query.scope, settings.aliasSecret);
  return { window, day: localDateOf(session.now, zone) };
}

async function sprintsOf(session: Session, { granularity }: InsightQuery, window: Window) {
  const found = granularity === 'SPRINT' ? await sprintNames(session, window) : [];
  return new Map(found.map(({ number, name }) => [number, name]));
}

/** The caches that are kept from answer to answer. */
export interface Caches {
  readonly columns: ColumnCache;
  readonly sources: SourceCache;
  readonly grounds: Grounds;
}
/** Returns the fields that a provider, by its id, never reports. */
export type LacksOf = (provider: string) => readonly LackedField[];

/** The metrics of a question, all that there are, and what providers lack. */
export interface Asked {
  readonly metrics: readonly Metric[];
  readonly catalogue: readonly Metric[];
  readonly lacksOf: LacksOf;
}

const monthsOf = ({ previous, window }: Times): Months => [
  monthOf(previous.from),
  monthOf(window.to - 1),
];

/** True if a metric divides by people, so that an answer needs to know who contributed. */
const dividesByPeople = ({ metrics }: Asked): boolean =>
  metrics.some(({ summary }) => summary.perDeveloper);

/** Returns the metrics whose rows say who contributed, where a metric divides by people. */
const activityIn = (asked: Asked, rules: RulesByTeam): readonly Metric[] =>
  dividesByPeople(asked) ? activityMetrics(asked.catalogue, [...rules.values()]) : [];

/** Returns the metrics whose rows are read. */
const readMetrics = ({ metrics }: Asked, activity: readonly Metric[]): readonly Metric[] => [
  ...new Set([...metrics, ...activity]),
];

/**
 * Reads the cells of teams in the months of a question, and the columns of metrics in them. The rules are waited for only where they say
 * which these are.
 */
async function readCells(
  session: Session,
  teams: readonly number[],
  months: Months,
  { asked, rules, cache }: { asked: Asked; rules: () => Promise<RulesByTeam>; cache: ColumnCache },
) {
  const cells = await cellsOfTeams(session, teams, ...months);
  const activity = dividesByPeople(asked) ? activityIn(asked, await rules()) : [];
  const columns = await cache.read(session, cells, months, readMetrics(asked, activity));
  return { cells, columns, activity };
}

/** Reads everything that a query needs; how many statements that takes depends on the granularity, and on what is kept. */
export async function takeSnapshot(
  session: Session,
  query: InsightQuery,
  asked: Asked,
  caches: Caches,
): Promise<Snapshot> {
  const { columns: cache, sources, grounds } = caches;
  const kept = grounds.find(session.account, query.scope, await loadSequence(session))?.ground;
  const settings = kept?.settings ?? (await settingsOf(session));
  const times = timesOf(query, settings, session.now);
  const scope = kept?.scope ?? (await resolveScope(session, query.scope, settings.aliasSecret));
  validateSprints(query, asked.metrics, scope);
  const months = monthsOf(times);
  const rules = once(async () => kept?.rules ?? loadRules(session, scope.teams));
  // The database finds the one while the rows of the other become columns.
  const [{ cells, columns, activity }, ground] = await together([
    readCells(session, scope.teams, months, { asked, rules, cache }),
    kept ?? loadGround(session, { settings, scope }, rules, sources),
  ]);
  const known = {
    query,
    activity: activity.map(({ id }) => id),
    lacksOf: asked.lacksOf,
    ...ground,
    ...times,
    columns,
    sprints: await sprintsOf(session, query, times.window),
  };
  grounds.keep(query.scope, ground, months, cells);
  return { ...known, steadyUntil: steadyUntil(known) };
}

/** Returns the snapshot that `takeSnapshot` would take, from what is kept; null if something is not. */
export function recallSnapshot(
  { ground, cells }: KeptGround,
  query: InsightQuery,
  asked: Asked,
  { columns }: Caches,
  now: Instant,
): Snapshot | null {
  if (query.granularity === 'SPRINT') return null;
  const times = timesOf(query, ground.settings, now);
  const activity = activityIn(asked, ground.rules);
  const months = monthsOf(times);
  const held = cells.get(monthsKey(months));
  const read = readMetrics(asked, activity);
  const found = held ? columns.find(ground.account, held, months, read) : null;
  if (found === null) return null;
  const known = {
    query,
    activity: activity.map(({ id }) => id),
    lacksOf: asked.lacksOf,
    ...ground,
    ...times,
    columns: found,
    sprints: new Map(),
  };
  return { ...known, steadyUntil: steadyUntil(known) };
}
