import type { Metric } from '../../engine/metric.js';
import { Fault } from '../../model/errors.js';
import type { Membership } from '../../model/facts/people.js';
import { monthOf } from '../../model/month.js';
import type { EffectiveRules } from '../../model/team.js';
import {
  type Instant,
  type LocalDate,
  localDateOf,
  resolveRange,
  type TimeZone,
  type Window,
  windowBefore,
} from '../../model/time.js';
import { type AnswerState, answerState, effectiveRules } from '../../storage/cells/answer-state.js';
import { type AccountSettings, readAccountSettings } from '../../storage/directory/accounts.js';
import { membershipsOf } from '../../storage/directory/rosters.js';
import type { Source, ToolSource } from '../../storage/integrations/sources.js';
import { sprintNames } from '../../storage/records/sprint-names.js';
import type { RunWithoutCommits } from '../../storage/relations/unknown-commits.js';
import type { Session } from '../../storage/sql/session.js';
import type { InsightQuery } from '../answer/answer.js';
import { activityMetrics } from '../answer/contribution.js';
import { validateSprints, validateWindow } from '../validate-query.js';
import type { ColumnCache, ColumnsOfTeams } from './column-cache.js';
import { type ResolvedScope, resolveScope } from './scope.js';
import type { SourceCache } from './source-cache.js';

/** A team's rules and the number under which they are kept. */
interface RulesOfTeam {
  readonly ruleset: number;
  readonly rules: EffectiveRules;
}

/** All that an answer is made of, as one transaction saw it. */
export interface Snapshot {
  readonly query: InsightQuery;
  readonly account: number;
  readonly settings: AccountSettings;
  readonly now: Instant;
  readonly zone: TimeZone;
  readonly window: Window;
  readonly previous: Window;
  readonly scope: ResolvedScope;
  readonly rules: ReadonlyMap<number, RulesOfTeam>;
  readonly rosters: ReadonlyMap<number, readonly Membership[]>;
  readonly columns: ColumnsOfTeams;
  /** Ids of the metrics whose rows say who contributed; empty where nobody asks. */
  readonly activity: readonly string[];
  readonly sources: readonly Source[];
  readonly tools: readonly ToolSource[];
  readonly withoutCommits: readonly RunWithoutCommits[];
  readonly state: AnswerState;
  /** Names, in their order, of the sprints that end in the window, where it is divided by sprints. */
  readonly sprints: ReadonlyMap<number, string>;
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

async function resolveQuery(session: Session, query: InsightQuery) {
  const settings = await settingsOf(session);
  const zone = query.timeZone ?? settings.timeZone;
  const window = resolveRange(query.range, session.now, zone);
  validateWindow(window, query.granularity, zone);
  const scope = await resolveScope(session, query.scope, settings.aliasSecret);
  return { settings, zone, window, scope };
}

/** Throws as `takeSnapshot` does if scope or range make no sense. */
export async function checkQuery(session: Session, query: InsightQuery): Promise<AskedTime> {
  const { window, zone } = await resolveQuery(session, query);
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
}

/** Reads everything that a query needs; how many statements that takes depends on the granularity alone. */
export async function takeSnapshot(
  session: Session,
  query: InsightQuery,
  asked: readonly Metric[],
  catalogue: readonly Metric[],
  { columns, sources }: Caches,
): Promise<Snapshot> {
  const { settings, zone, window, scope } = await resolveQuery(session, query);
  const previous = windowBefore(window, zone);
  validateSprints(query, asked, scope);
  const rules = await effectiveRules(session, scope.teams);
  const activity = activityMetrics(catalogue, rules);
  const memberships = await membershipsOf(session, scope.teams);
  const state = await answerState(session, scope.teams);
  return {
    query,
    account: session.account,
    settings,
    now: session.now,
    zone,
    window,
    previous,
    scope,
    rules: new Map(rules.map(({ team, ...rest }) => [team, rest])),
    rosters: Map.groupBy(memberships, ({ team }) => team),
    columns: await columns.read(
      session,
      scope.teams,
      [monthOf(previous.from), monthOf(window.to - 1)],
      [...new Set([...asked, ...activity])],
    ),
    activity: activity.map(({ id }) => id),
    ...(await sources.read(session, state)),
    state,
    sprints: await sprintsOf(session, query, window),
  };
}
