import { breakdownByChild, breakdownByDeveloper, breakdownByTag } from '../engine/breakdown.js';
import type { Measured } from '../engine/measured.js';
import type { Metric, TagName } from '../engine/metric.js';
import { Fault } from '../model/errors.js';
import type { Database } from '../storage/database.js';
import { dimensionNames } from '../storage/dimensions.js';
import type { BreakdownDimension, BreakdownRow, Bucket, MetricValue, Rating } from './answer.js';
import { valuerOf } from './data-status.js';
import { categoryNames, segmentLabels } from './labels.js';
import type { NameDeveloper } from './people.js';
import { questionOf, teamColumns } from './question.js';
import { raterOf } from './rating.js';
import { childrenOf } from './scope.js';
import type { Snapshot } from './snapshot.js';

interface Values {
  readonly value: MetricValue;
  readonly rating: Rating | null;
  readonly series: readonly Bucket[];
}

/** Figures that the engine made of these teams, with the data status and the ratings that belong to them. */
export function valuesOf(
  snapshot: Snapshot,
  metric: Metric,
  measured: Measured,
  teams: readonly number[] = snapshot.scope.teams,
): Values {
  const valued = valuerOf(snapshot, metric, snapshot.window, teams);
  const label = segmentLabels(snapshot, metric);
  const rate = raterOf(snapshot, metric, measured, teams);
  return {
    value: valued(measured.headline),
    rating: rate(measured.headline, snapshot.window),
    series: measured.series.map((bucket) => ({
      ...bucket,
      value: valued(bucket.value),
      rating: rate(bucket.value, bucket),
      segments: bucket.segments.map(({ key, value }) => ({
        key,
        label: label(key),
        value: valued(value),
        rating: rate(value, bucket, key),
      })),
    })),
  };
}

const nothing = { node: null, developer: null, repository: null } as const;

function byChild(snapshot: Snapshot, metric: Metric): BreakdownRow[] {
  const children = childrenOf(snapshot.scope).map((child) => ({
    key: child,
    teams: teamColumns(snapshot, metric, child.teams),
  }));
  return breakdownByChild(questionOf(snapshot, metric, snapshot.window), children).map(
    ({ key: { node, teams }, measured }) => ({
      ...nothing,
      key: String(node.number),
      label: node.name,
      node,
      ...valuesOf(snapshot, metric, measured, teams),
    }),
  );
}

const labelNumber = (label: string): number =>
  Number(/\d+$/.exec(label)?.[0] ?? Number.POSITIVE_INFINITY);

function byDeveloper(snapshot: Snapshot, metric: Metric, name: NameDeveloper): BreakdownRow[] {
  return breakdownByDeveloper(questionOf(snapshot, metric, snapshot.window))
    .map(({ key, measured }) => {
      const developer = key === null ? null : name(key);
      const label = developer?.label ?? 'Nobody known';
      return {
        ...nothing,
        key: developer?.id ?? 'nobody',
        label,
        developer,
        ...valuesOf(snapshot, metric, measured),
      };
    })
    .sort((left, right) => labelNumber(left.label) - labelNumber(right.label));
}

const tagOf: Record<Exclude<BreakdownDimension, 'CHILD' | 'DEVELOPER'>, TagName> = {
  REPOSITORY: 'repository',
  SERVICE: 'service',
  PIPELINE: 'pipeline',
  PROJECT: 'project',
  CATEGORY: 'category',
};
type Names = ReadonlyMap<number, string>;

/** What the values of a tag are called. */
async function namesOf(
  database: Database,
  snapshot: Snapshot,
  tag: TagName,
  keys: readonly (number | null)[],
): Promise<Names> {
  if (tag === 'repository')
    return new Map(snapshot.sources.map(({ repository, name }) => [repository, name]));
  if (tag === 'category') return categoryNames(snapshot);
  const numbers = keys.filter((key) => key !== null);
  return database.read(snapshot.account, (session) => dimensionNames(session, numbers));
}

async function byTag(
  database: Database,
  snapshot: Snapshot,
  metric: Metric,
  tag: TagName,
): Promise<BreakdownRow[]> {
  const rows = breakdownByTag(questionOf(snapshot, metric, snapshot.window), tag);
  const names = await namesOf(
    database,
    snapshot,
    tag,
    rows.map(({ key }) => key),
  );
  return rows
    .map(({ key, measured }) => {
      const name = key === null ? `No ${tag}` : (names.get(key) ?? `A ${tag} that is no more`);
      return {
        ...nothing,
        key: String(key),
        label: name,
        repository: tag === 'repository' && key !== null ? { number: key, name } : null,
        ...valuesOf(snapshot, metric, measured),
      };
    })
    .sort((left, right) => (left.label < right.label ? -1 : 1));
}

/**
 * One row per child, developer, repository, service, pipeline, project or category, from the rows that make the headline. Developers come
 * in the order of their labels.
 */
export async function breakdown(
  database: Database,
  snapshot: Snapshot,
  metric: Metric,
  by: BreakdownDimension,
  people: () => Promise<NameDeveloper>,
): Promise<BreakdownRow[]> {
  if (by === 'CHILD') return byChild(snapshot, metric);
  if (by === 'DEVELOPER') return byDeveloper(snapshot, metric, await people());
  const tag = tagOf[by];
  if (metric.tags.includes(tag)) return byTag(database, snapshot, metric, tag);
  throw new Fault('BAD_USER_INPUT', `${metric.id} cannot be broken down by ${tag}.`);
}
