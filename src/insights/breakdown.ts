import { breakdownByChild, breakdownByDeveloper, breakdownByTag } from '../engine/breakdown.js';
import type { Measured } from '../engine/measured.js';
import type { Metric } from '../engine/metric.js';
import { Fault } from '../model/errors.js';
import type { BreakdownDimension, BreakdownRow, Bucket, MetricValue } from './answer.js';
import { statusOf } from './data-status.js';
import type { NameDeveloper } from './people.js';
import { questionOf, teamColumns } from './question.js';
import { childrenOf } from './scope.js';
import type { Snapshot } from './snapshot.js';

interface Values {
  readonly value: MetricValue;
  readonly series: readonly Bucket[];
}

/** Figures of the engine with the data status that belongs to them. */
export function valuesOf(snapshot: Snapshot, metric: Metric, measured: Measured): Values {
  const status = statusOf(snapshot, metric, snapshot.window);
  const valued = (figure: Measured['headline']): MetricValue => ({
    ...figure,
    dataStatus: status(figure),
  });
  return {
    value: valued(measured.headline),
    series: measured.series.map((bucket) => ({
      ...bucket,
      value: valued(bucket.value),
      segments: bucket.segments.map(({ key, value }) => ({ key, value: valued(value) })),
    })),
  };
}

const nothing = { node: null, developer: null, repository: null } as const;

function byChild(snapshot: Snapshot, metric: Metric): BreakdownRow[] {
  const children = childrenOf(snapshot.scope).map(({ node, teams }) => ({
    key: node,
    teams: teamColumns(snapshot, metric, teams),
  }));
  return breakdownByChild(questionOf(snapshot, metric, snapshot.window), children).map(
    ({ key: node, measured }) => ({
      ...nothing,
      key: String(node.number),
      label: node.name,
      node,
      ...valuesOf(snapshot, metric, measured),
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

function byRepository(snapshot: Snapshot, metric: Metric): BreakdownRow[] {
  const names = new Map(snapshot.sources.map(({ repository, name }) => [repository, name]));
  return breakdownByTag(questionOf(snapshot, metric, snapshot.window), 'repository')
    .map(({ key, measured }) => {
      const name = (key === null ? undefined : names.get(key)) ?? 'A repository that is no more';
      const repository = key === null ? null : { number: key, name };
      return {
        ...nothing,
        key: String(key),
        label: name,
        repository,
        ...valuesOf(snapshot, metric, measured),
      };
    })
    .sort((left, right) => (left.label < right.label ? -1 : 1));
}

/** One row per child, developer or repository, from the rows that make the headline. Developers come in the order of their labels. */
export async function breakdown(
  snapshot: Snapshot,
  metric: Metric,
  by: BreakdownDimension,
  people: () => Promise<NameDeveloper>,
): Promise<BreakdownRow[]> {
  if (by === 'CHILD') return byChild(snapshot, metric);
  if (by === 'DEVELOPER') return byDeveloper(snapshot, metric, await people());
  if (!metric.tags.includes('repository'))
    throw new Fault('BAD_USER_INPUT', `${metric.id} cannot be broken down by repository.`);
  return byRepository(snapshot, metric);
}
