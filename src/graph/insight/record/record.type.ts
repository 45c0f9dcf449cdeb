import { Float, ID, InterfaceType } from 'type-graphql';
import type { Unit } from '../../../engine/metric.js';
import type { InputKind } from '../../../model/inputs/metric-input.js';
import type { ExclusionReason } from '../../../model/observation.js';
import type { Instant } from '../../../model/time.js';
import { UnitEnum } from '../../catalogue/catalogue.enums.js';
import { connectionClass } from '../../connection.js';
import { NonNull, Nullable } from '../../field.js';
import { objectType, typesBelow } from '../../object-type.js';
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

const RecordPart = objectType('RecordPart', 'A named part of what a row contributes.', {
  name: NonNull(() => String, 'Which part.'),
  unit: NonNull(() => UnitEnum, 'What its value counts.'),
  value: NonNull(
    () => Float,
    'How much, in its unit; seconds for durations. Of what says yes or no 1 or 0.',
  ),
});

export const RecordRelease = objectType(
  'RecordRelease',
  'The first release that contains a change or a pull request.',
  {
    name: NonNull(() => String, 'The name of the tag.'),
    at: NonNull(() => DateTime, 'The timestamp of the release.'),
    rule: NonNull(() => ReleaseRuleEnum, 'How the release was found.'),
  },
);

@InterfaceType('Record', {
  description: 'A row behind a number, or one that was excluded and why.',
  resolveType: ({ kind }: { readonly kind: InputKind }) => recordTypeOf[kind],
})
export abstract class InsightRecord {
  @NonNull(() => ID, 'Stable; the same row has it under every metric.')
  subject!: string;

  @NonNull(() => DateTime, 'The timestamp that puts the row into its bucket.')
  at!: Instant;

  @NonNull(
    () => UnitEnum,
    'What its value and parts count: that of the insight for durations, else what was added up, such as items, lines or time.',
  )
  unit!: Unit;

  @Nullable(
    () => Float,
    'What it contributes, in its unit; seconds for durations. Null if excluded.',
  )
  value!: number | null;

  @Nullable(() => DurationScalar, 'The value, for durations alone.')
  duration!: string | null;

  @NonNull(() => [RecordPart], 'The parts of the value, where the metric has any.')
  parts!: readonly unknown[];

  @Nullable(() => DeveloperAlias, 'Whose it is; null if nobody matches.')
  developer!: DeveloperAlias | null;

  @Nullable(() => String, 'The name of the repository.')
  repository!: string | null;

  @Nullable(
    () => String,
    'Commit title or release name; null where it would name a person you may not see.',
  )
  title!: string | null;

  @Nullable(() => UrlScalar, 'Where to look at it, if the tool has a page.')
  url!: string | null;

  @NonNull(() => [ID], 'The ids of the teams in whose numbers it is.')
  teams!: readonly string[];

  @Nullable(() => ExclusionReasonEnum, 'Why it is not in the number; null if it is.')
  excluded!: ExclusionReason | null;
}

/** Declares the type of a kind of row. */
export const recordType = typesBelow(InsightRecord, InsightRecord);

export const RecordConnection = connectionClass('Record', () => InsightRecord);
