import type { Membership } from '../model/facts/people.js';
import type { MetricInputBase } from '../model/inputs/input-base.js';
import { type MetricInputs, noInputs } from '../model/inputs/metric-input.js';
import { monthOf, monthWindow } from '../model/month.js';
import {
  defaultAlignment,
  defaultProductivity,
  sourceCodePreset,
} from '../model/profile/default-profile.js';
import { emptyTeamSettings, type Rules } from '../model/team.js';
import { type LocalDate, resolveRange, type TimeZone, type Window } from '../model/time.js';
import { exclusionColumns, observationColumns } from './columns.js';
import type { Metric } from './metric.js';
import { metrics } from './metrics/index.js';
import { observe } from './observe.js';
import type { Question, TeamColumns } from './question.js';

/** The default profiles, and a team without filters. */
export const defaultRules: Rules = {
  settings: emptyTeamSettings,
  efficiency: sourceCodePreset,
  productivity: defaultProductivity,
  alignment: defaultAlignment,
};

/** A question; only a metric, metric inputs and dates are required. */
export interface Subject extends Partial<Omit<Question, 'metric' | 'teams' | 'window'>> {
  /** A metric, or the id of one of the catalogue. */
  readonly metric: Metric | string;
  /** The inputs by kind; kinds that are missing are empty. */
  readonly inputs: Partial<MetricInputs>;
  /** Local days of the zone; both belong to the window. */
  readonly dates: {
    /** First local day. */
    readonly from: LocalDate;
    /** Last local day. */
    readonly to: LocalDate;
  };
  /** The memberships over time; by default everybody who has a metric input, for ever. */
  readonly roster?: readonly Membership[];
  /** Profiles and filters. Default `defaultRules`. */
  readonly rules?: Rules;
}

const TEAM = 1;

function metricOf(metric: Metric | string): Metric {
  if (typeof metric !== 'string') return metric;
  const found = metrics.find(({ id }) => id === metric);
  if (found) return found;
  const ids = metrics.map(({ id }) => id).join(', ');
  throw new Error(`There is no metric "${metric}": the catalogue has ${ids}.`);
}

function everybodyIn(inputs: MetricInputs): Membership[] {
  const all: readonly (readonly MetricInputBase[])[] = Object.values(inputs);
  const developers = new Set(all.flat().flatMap(({ developer }) => developer ?? []));
  return [...developers].map((developer) => ({
    team: TEAM,
    developer,
    since: null,
    until: null,
    shared: false,
  }));
}

/** Returns the months that a window touches. */
const monthsOf = ({ from, to }: Window): Window => ({
  from: monthWindow(monthOf(from)).from,
  to: monthWindow(monthOf(to - 1)).to,
});

function columnsOf(metric: Metric, inputs: MetricInputs, rules: Rules, window: Window) {
  const shape = { parts: metric.parts.length, tags: metric.tags.length };
  const [observed] = observe({
    window: monthsOf(window),
    inputs: { DEVELOPERS: inputs, FILTERS: inputs },
    rules,
    metrics: [metric],
  });
  return {
    cells: [observationColumns(observed!.observations, shape)],
    exclusions: [exclusionColumns(observed!.exclusions, shape)],
  } satisfies Partial<TeamColumns>;
}

/**
 * Returns a question about one team from inputs in arrays.
 * Defaults: weeks of UTC, means, the default profiles, everybody with an input as roster, and the end of the window as now. Throws if
 * there is no such metric or day.
 */
export function questionOf(subject: Subject): Question {
  const { metric: asked, inputs: given, dates, roster, rules = defaultRules, ...rest } = subject;
  const metric = metricOf(asked);
  const inputs = { ...noInputs, ...given };
  const zone: TimeZone = rest.zone ?? 'UTC';
  const window = resolveRange({ dates }, 0, zone);
  const members = roster ?? everybodyIn(inputs);
  return {
    metric,
    teams: [{ team: TEAM, roster: members, ...columnsOf(metric, inputs, rules, window) }],
    window,
    zone,
    granularity: 'WEEK',
    aggregation: 'MEAN',
    membership: 'CURRENT',
    denominator: rules.productivity.denominator,
    now: window.to,
    ...rest,
  };
}
