import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Metric } from '../../engine/metric.js';
import type * as answer from '../../insights/answer/answer.js';
import { MetricDefinition } from '../catalogue/metric-definition.type.js';
import { metricOf } from '../catalogue/metric-of.js';
import { connection, pageRequest } from '../connection.js';
import type { GraphContext } from '../context.js';
import { integrationOf } from '../integration/integration.loaders.js';
import { encodeNodeId } from '../node-id.js';
import { DateTime } from '../scalars.js';
import { BreakdownRow } from './breakdown/breakdown.type.js';
import { BreakdownRowOutside } from './breakdown/breakdown-shape.js';
import { Explanation } from './explanation.type.js';
import { BreakdownDimensionEnum } from './insight.enums.js';
import { RecordArguments } from './insight.input.js';
import { Insight } from './insight.type.js';
import { RecordConnection } from './record/record.type.js';
import { recordOutside, recordQueryOf } from './record/record-shape.js';
import { SourceCoverage } from './source-coverage.type.js';
import { Change, Distribution, Trend } from './statistics.type.js';
import { changeOutside, distributionOutside, trendOutside } from './units.js';

@Resolver(() => Insight)
export class InsightDetailResolver {
  @FieldResolver(() => MetricDefinition)
  metric(@Root() insight: answer.Insight): Metric {
    return metricOf(insight.metric.id);
  }

  @FieldResolver(() => Change, { nullable: true })
  change(@Root() { unit, change }: answer.Insight): answer.ChangeOfValue | null {
    return change && changeOutside(unit, change);
  }

  @FieldResolver(() => Distribution, { nullable: true })
  distribution(@Root() { unit, distribution }: answer.Insight): answer.Distribution | null {
    return distribution && distributionOutside(unit, distribution);
  }

  @FieldResolver(() => Trend, { nullable: true })
  trend(@Root() { unit, trend }: answer.Insight): answer.Trend | null {
    return trend && trendOutside(unit, trend);
  }

  @FieldResolver(() => [SourceCoverage], {
    nullable: true,
    description: 'What the sources that the metric reads report, and what the range lacks of each.',
  })
  coverage(
    @Root() { coverage }: answer.Insight,
    @Ctx() context: GraphContext,
  ): Promise<SourceCoverage[]> {
    return Promise.all(
      coverage.map(async ({ integration, gaps, lackNotes: _, ...source }) => ({
        ...source,
        integration: integration === null ? null : await integrationOf(context, integration),
        notes: gaps.map(({ note }) => note),
      })),
    );
  }

  @FieldResolver(() => DateTime)
  asOf(
    @Root() { asOf, isSynced }: answer.Insight,
    @Ctx() { lifetime }: GraphContext,
  ): answer.Insight['asOf'] {
    if (!isSynced) lifetime.end();
    return asOf;
  }

  @FieldResolver(() => Explanation, { nullable: true })
  async explanation(
    @Root() insight: answer.Insight,
    @Ctx() { loaders }: GraphContext,
  ): Promise<object> {
    await loaders.giveWay();
    const { rules, ...explanation } = insight.explanation;
    const effective = rules.map((one) => ({ ...one, team: encodeNodeId('Team', one.team) }));
    return { ...explanation, rules: effective };
  }

  @FieldResolver(() => [BreakdownRow], {
    nullable: true,
    description:
      'The number by its parts. Parts may overlap, so they need not add up. Null with an error where the metric has no such parts.',
  })
  async breakdown(
    @Root() insight: answer.Insight,
    @Arg('by', () => BreakdownDimensionEnum, {
      nullable: true,
      defaultValue: 'CHILD',
      description: 'What to break it down by.',
    })
    by: answer.BreakdownDimension | null,
    @Ctx() { viewer, lifetime }: GraphContext,
  ): Promise<readonly object[]> {
    if (by === 'DEVELOPER' && viewer.reveals) lifetime.end();
    const rows = await insight.breakdown(by ?? 'CHILD');
    return rows.map((row) => new BreakdownRowOutside(row));
  }

  @FieldResolver(() => RecordConnection, {
    nullable: true,
    description: 'The rows behind the number; null with an error where the page cannot be found.',
  })
  async records(
    @Root() insight: answer.Insight,
    @Args(() => RecordArguments) given: RecordArguments,
    @Ctx() { viewer, lifetime }: GraphContext,
  ): Promise<unknown> {
    if (viewer.reveals) lifetime.end();
    const { records, ...page } = await insight.records(recordQueryOf(pageRequest(given), given));
    const items = records.map(({ cursor, record }) => ({ cursor, item: record }));
    return connection({ ...page, items }, recordOutside);
  }
}
