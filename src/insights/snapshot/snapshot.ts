import type { Metric } from '../../engine/metric.js';
import { Fault } from '../../model/errors.js';
import type { LackedField } from '../../model/facts/lacked-field.js';
import { monthOf } from '../../model/month.js';
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
  loadRuledScope,
  monthsKey,
  type RuledScope,
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

/** Returns the metrics whose rows are read, and those of them that say who contributed, where a metric divides by people. */
function readMetrics({ metrics, catalogue }: Asked, { rules }: RuledScope) {
  const dividing = metrics.some(({ summary }) => summary.perDeveloper);
  const activity = dividing ? activityMetrics(catalogue, [...rules.values()]) : [];
  return { read: [...new Set([...metrics, ...activity])], activity: activity.map(({ id }) => id) };
}

/** Reads the cells of teams in the months of a question, and the columns of these metrics in them. */
async function readCells(
  session: Session,
  { scope }: RuledScope,
  months: Months,
  metrics: readonly Metric[],
  cache: ColumnCache,
) {
  const cells = await cellsOfTeams(session, scope.teams, ...months);
  return { cells, columns: await cache.read(session, cells, months, metrics) };
}

/** Reads everything that a query needs; how many statements that takes depends on the granularity, and on what is kept. */
export async function takeSnapshot(
  session: Session,
  query: InsightQuery,
  asked: Asked,
  caches: Caches,
): Promise<Snapshot> {
  const { columns, sources, grounds } = caches;
  const kept = grounds.find(session.account, query.scope, await loadSequence(session))?.ground;
  const settings = kept?.settings ?? (await settingsOf(session));
  const times = timesOf(query, settings, session.now);
  const ruled = kept ?? (await loadRuledScope(session, query.scope, settings));
  validateSprints(query, asked.metrics, ruled.scope);
  const { read, activity } = readMetrics(asked, ruled);
  const months = monthsOf(times);
  // The database finds the one while the rows of the other become columns.
  const [ground, own] = await together([
    kept ?? loadGround(session, ruled, sources),
    readCells(session, ruled, months, read, columns),
  ]);
  const known = {
    query,
    activity,
    lacksOf: asked.lacksOf,
    ...ground,
    ...times,
    columns: own.columns,
    sprints: await sprintsOf(session, query, times.window),
  };
  grounds.keep(query.scope, ground, months, own.cells);
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
  const { read, activity } = readMetrics(asked, ground);
  const months = monthsOf(times);
  const held = cells.get(monthsKey(months));
  const found = held ? columns.find(ground.account, held, months, read) : null;
  if (found === null) return null;
  const known = {
    query,
    activity,
    lacksOf: asked.lacksOf,
    ...ground,
    ...times,
    columns: found,
    sprints: new Map(),
  };
  return { ...known, steadyUntil: steadyUntil(known) };
}
