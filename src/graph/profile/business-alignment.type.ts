import { ID, InputType, Int } from 'type-graphql';
import { EXPECTED_VERSION } from '../expected-version.js';
import { NonNull, Nullable } from '../field.js';
import { Node } from '../node.type.js';
import { payloadType, typesBelow } from '../object-type.js';
import { FilterCondition, FilterConditionInput } from '../team/filter.type.js';
import { Profile } from './profile.type.js';
import { CategoryRules, EffortRules } from './shared-rules.type.js';

const AlignmentCategory = typesBelow(CategoryRules)(
  'AlignmentCategory',
  'What effort can be spent on.',
  {
    key: NonNull(() => Int, 'Unique within the profile, and never given again.'),
    name: NonNull(() => String, 'Its name.'),
    rank: NonNull(() => Int, 'Of the categories that claim a work item the lowest rank has it.'),
    scopeFilters: NonNull(
      () => [[FilterCondition]],
      'Filters, each of which matches by itself; teams may have further ones.',
    ),
  },
);

export const BusinessAlignmentProfile = typesBelow(EffortRules, [Profile, Node])(
  'BusinessAlignmentProfile',
  'What effort is spent on.',
  {
    id: NonNull(() => ID, 'The id of the profile.'),
    categories: NonNull(() => [AlignmentCategory], 'Its categories.'),
  },
);

@InputType({ description: 'What effort can be spent on.' })
export class AlignmentCategoryInput extends CategoryRules {
  @Nullable(() => Int, 'That of a category which the profile has; absent: a new one.')
  key?: number | null;

  @NonNull(() => String, 'Its name, unique within the profile.')
  name!: string;

  @Nullable(() => Int, 'From 1, the best; absent: its place here.')
  rank?: number | null;

  @NonNull(
    () => [[FilterConditionInput]],
    'Filters on work items, each of which matches by itself.',
    { defaultValue: [] },
  )
  scopeFilters!: FilterConditionInput[][];
}

@InputType({ description: 'A new business alignment profile.' })
export class CreateBusinessAlignmentProfileInput extends EffortRules {
  @NonNull(() => String, 'Its name, unique among business alignment profiles.')
  name!: string;

  @Nullable(() => String, 'What it is for.')
  description?: string | null;

  @NonNull(() => [AlignmentCategoryInput], 'Its categories.')
  categories!: AlignmentCategoryInput[];
}

@InputType({ description: 'The next version of a business alignment profile, in full.' })
export class UpdateBusinessAlignmentProfileInput extends CreateBusinessAlignmentProfileInput {
  @NonNull(() => ID, 'The id of the profile.')
  profile!: string;

  @Nullable(() => Int, EXPECTED_VERSION)
  expectedVersion?: number | null;
}

export const BusinessAlignmentProfilePayload = payloadType(
  'BusinessAlignmentProfilePayload',
  'What became of the business alignment profile.',
  {
    profile: Nullable(() => BusinessAlignmentProfile, 'As it is now; null if refused.'),
  },
);
