import { Field, Float, ID, InterfaceType, ObjectType } from 'type-graphql';
import type { Unit } from '../../../engine/metric.js';
import type { ReleaseRule } from '../../../model/inputs/code-input.js';
import type { InputKind } from '../../../model/inputs/metric-input.js';
import type { ExclusionReason } from '../../../model/observation.js';
import type { Instant } from '../../../model/time.js';
import { UnitEnum } from '../../catalogue/catalogue.enums.js';
import { connectionClass } from '../../connection.js';
import { DateTime, DurationScalar, UrlScalar } from '../../scalars.js';
import { DeveloperAlias } from '../developer-alias.type.js';
import { ExclusionReasonEnum } from '../insight.enums.js';
import { ReleaseRuleEnum } from './record.enums.js';

/** The object type of each kind of row. */
export const recordTypeOf: Record<InputKind, string> = {
  commit: 'CommitRecord',
  change: 'ChangeRecord',
  release: 'ReleaseRecord',
  pullRequest: 'PullRequestRecord',
  workItem: 'WorkItemRecord',
  run: 'DeploymentRecord',
  incident: 'IncidentRecord',
  changeRequest: 'ChangeRequestRecord',
  sprint: 'SprintRecord',
  version: 'VersionRecord',
};

@ObjectType({ description: 'A named part of what a row contributes.' })
class RecordPart {
  @Field(() => String, { description: 'Which part.' })
  name!: string;

  @Field(() => UnitEnum, { description: 'What its value counts.' })
  unit!: Unit;

  @Field(() => Float, {
    description: 'How much, in its unit; seconds for durations. Of what says yes or no 1 or 0.',
  })
  value!: number;
}

@ObjectType({ description: 'The first release that contains a change or a pull request.' })
export class RecordRelease {
  @Field(() => String, { description: 'The name of the tag.' })
  name!: string;

  @Field(() => DateTime, { description: 'The timestamp of the release.' })
  at!: Instant;

  @Field(() => ReleaseRuleEnum, { description: 'How the release was found.' })
  rule!: ReleaseRule;
}

@InterfaceType('Record', {
  description: 'A row behind a number, or one that was excluded and why.',
  resolveType: ({ kind }: { readonly kind: InputKind }) => recordTypeOf[kind],
})
export abstract class InsightRecord {
  @Field(() => ID, { description: 'Stable; the same row has it under every metric.' })
  subject!: string;

  @Field(() => DateTime, { description: 'The timestamp that puts the row into its bucket.' })
  at!: Instant;

  @Field(() => UnitEnum, {
    description:
      'What its value and parts count: that of the insight for durations, else what was added up, such as items, lines or time.',
  })
  unit!: Unit;

  @Field(() => Float, {
    nullable: true,
    description: 'What it contributes, in its unit; seconds for durations. Null if excluded.',
  })
  value!: number | null;

  @Field(() => DurationScalar, { nullable: true, description: 'The value, for durations alone.' })
  duration!: string | null;

  @Field(() => [RecordPart], { description: 'The parts of the value, where the metric has any.' })
  parts!: readonly RecordPart[];

  @Field(() => DeveloperAlias, {
    nullable: true,
    description: 'Whose it is; null if nobody matches.',
  })
  developer!: DeveloperAlias | null;

  @Field(() => String, { nullable: true, description: 'The name of the repository.' })
  repository!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Commit title or release name; null where it would name a person you may not see.',
  })
  title!: string | null;

  @Field(() => UrlScalar, {
    nullable: true,
    description: 'Where to look at it, if the tool has a page.',
  })
  url!: string | null;

  @Field(() => [ID], { description: 'The ids of the teams in whose numbers it is.' })
  teams!: readonly string[];

  @Field(() => ExclusionReasonEnum, {
    nullable: true,
    description: 'Why it is not in the number; null if it is.',
  })
  excluded!: ExclusionReason | null;
}

export const RecordConnection = connectionClass('Record', () => InsightRecord);
