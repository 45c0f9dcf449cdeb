import type { Metric } from '../engine/metric.js';
import { Fault } from '../model/errors.js';
import {
  bucketsOf,
  type Granularity,
  localDays,
  type TimeZone,
  type Window,
} from '../model/time.js';
import type { InsightQuery } from './answer/answer.js';
import { type ResolvedScope, tagOfScope } from './snapshot/scope.js';

const MOST_BUCKETS = 1000;
const MOST_DAYS = 366 * 20;
const MOST_UNITS = 1000;

const bad = (message: string): never => {
  throw new Fault('BAD_USER_INPUT', message);
};

/** Returns the metrics asked for, in the order asked. Throws BAD_USER_INPUT if one is not known or none is named. */
export function metricsOf(query: InsightQuery, catalogue: readonly Metric[]): Metric[] {
  if (query.metrics.length === 0) bad('Name at least one metric.');
  return [...new Set(query.metrics)].map((id) => {
    const metric = catalogue.find((one) => one.id === id);
    return metric ?? bad(`There is no metric ${id}: the query \`metrics\` lists them.`);
  });
}

/** Throws BAD_USER_INPUT if none of the metrics can be grouped so. */
export function validateGrouping({ groupBy }: InsightQuery, metrics: readonly Metric[]): void {
  const known = new Set(metrics.flatMap(({ summary }) => summary.groupings ?? []));
  if (groupBy && !known.has(groupBy))
    bad(
      known.size === 0
        ? `None of these metrics has segments to group by ${groupBy}.`
        : `None of these metrics can be grouped by ${groupBy}: use ${[...known].join(', ')}.`,
    );
}

/** Throws BAD_USER_INPUT if a metric is asked of a service or pipeline and has no rows by such. */
export function validateScope({ scope }: InsightQuery, metrics: readonly Metric[]): void {
  const tag = tagOfScope(scope);
  const others = tag ? metrics.filter(({ tags }) => !tags.includes(tag.name)) : [];
  if (tag && others.length > 0)
    bad(
      `${others.map(({ id }) => id).join(', ')} cannot be asked of a ${tag.name}: ask of a team, a node or a developer.`,
    );
}

/** Throws BAD_USER_INPUT if the parts of a range make no sense. */
export function validateRange({ range }: InsightQuery): void {
  const { dates, last } = range;
  if (!dates && !last && !range.preset) bad('Give the range as dates, last or preset.');
  if (dates && dates.from > dates.to)
    bad(`The range ends on ${dates.to}, before it begins on ${dates.from}: exchange the two.`);
  if (last && (last.count < 1 || last.count > MOST_UNITS))
    bad(`\`last.count\` must be between 1 and ${MOST_UNITS}.`);
}

/**
 * Throws BAD_USER_INPUT if sprints shall be buckets of metrics without sprints, or of several
 * teams.
 */
export function validateSprints(
  { granularity }: InsightQuery,
  metrics: readonly Metric[],
  { node }: ResolvedScope,
): void {
  if (granularity !== 'SPRINT') return;
  const others = metrics.filter(({ inputs }) => inputs.sprint === undefined);
  if (others.length > 0)
    bad(
      `By sprint there are figures of sprint metrics alone: ask for ${others.map(({ id }) => id).join(', ')} by day, week, month or quarter.`,
    );
  if (!node?.isTeam)
    bad('Sprints are those of one team: name a team, or ask by day, week, month or quarter.');
}

/** Throws BAD_USER_INPUT if a window is longer, or cut finer, than an answer can be. */
export function validateWindow(window: Window, granularity: Granularity, zone: TimeZone): void {
  const days = localDays(window, zone);
  if (days > MOST_DAYS)
    bad(`The range has ${days} days, more than ${MOST_DAYS}: ask for a shorter one.`);
  const buckets = granularity === 'DAY' ? days : bucketsOf(window, granularity, zone).length;
  if (buckets > MOST_BUCKETS)
    bad(`The range has ${buckets} buckets, more than ${MOST_BUCKETS}: use a coarser granularity.`);
}
