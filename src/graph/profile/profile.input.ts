import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type {
  Denominator,
  DeploymentSource,
  EfficiencyPreset,
  WorkflowOrder,
  WorkScope,
} from '../../model/profile.js';
import { UserError } from '../user-error.type.js';
import {
  DenominatorEnum,
  DeploymentSourceEnum,
  EfficiencyPresetEnum,
  WorkflowOrderEnum,
  WorkScopeEnum,
} from './profile.enums.js';
import { EfficiencyProfile, ProductivityProfile } from './profile.type.js';

@InputType({ description: 'A new efficiency profile.' })
export class CreateEfficiencyProfileInput {
  @Field(() => String, { description: 'Its name, unique among efficiency profiles.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it is for.' })
  description?: string | null;

  @Field(() => EfficiencyPresetEnum, {
    defaultValue: 'SOURCE_CODE',
    description: 'What lead time is made of.',
  })
  preset!: EfficiencyPreset;

  @Field(() => WorkScopeEnum, {
    defaultValue: 'ONLY_DEPLOYED_WORK',
    description: 'Which work has a lead time.',
  })
  workScope!: WorkScope;

  @Field(() => WorkflowOrderEnum, {
    defaultValue: 'ENFORCE',
    description: 'What becomes of events in the wrong order.',
  })
  workflowOrder!: WorkflowOrder;

  @Field(() => DeploymentSourceEnum, {
    defaultValue: 'SOURCE_CODE_RELEASES',
    description: 'What counts as a deployment.',
  })
  deploymentSource!: DeploymentSource;
}

@InputType({ description: 'The next version of an efficiency profile, in full.' })
export class UpdateEfficiencyProfileInput extends CreateEfficiencyProfileInput {
  @Field(() => ID, { description: 'The id of the profile.' })
  profile!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The version you changed: refused if there is a newer one. Absent: not checked.',
  })
  expectedVersion?: number | null;
}

@InputType({ description: 'A new productivity profile.' })
export class CreateProductivityProfileInput {
  @Field(() => String, { description: 'Its name, unique among productivity profiles.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it is for.' })
  description?: string | null;

  @Field(() => DenominatorEnum, {
    defaultValue: 'ROSTER',
    description: 'By how many developers numbers are divided.',
  })
  denominator!: Denominator;

  @Field(() => Int, { defaultValue: 10, description: 'Fewer lines than this are a small change.' })
  prSizeSmall!: number;

  @Field(() => Int, { defaultValue: 100, description: 'More lines than this are a large change.' })
  prSizeMedium!: number;

  @Field(() => Int, {
    defaultValue: 30,
    description: 'Changing code younger than this many days is recent rework.',
  })
  recentWindowDays!: number;
}

@InputType({ description: 'The next version of a productivity profile, in full.' })
export class UpdateProductivityProfileInput extends CreateProductivityProfileInput {
  @Field(() => ID, { description: 'The id of the profile.' })
  profile!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The version you changed: refused if there is a newer one. Absent: not checked.',
  })
  expectedVersion?: number | null;
}

@ObjectType({ description: 'What became of the efficiency profile.' })
export class EfficiencyProfilePayload {
  @Field(() => EfficiencyProfile, { nullable: true, description: 'As it is now; null if refused.' })
  profile?: unknown;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty if it was.' })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: 'What became of the productivity profile.' })
export class ProductivityProfilePayload {
  @Field(() => ProductivityProfile, {
    nullable: true,
    description: 'As it is now; null if refused.',
  })
  profile?: unknown;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty if it was.' })
  userErrors!: readonly UserError[];
}
