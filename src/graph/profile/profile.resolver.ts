import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type * as model from '../../model/profile.js';
import { ProfileKindEnum } from '../catalogue/catalogue.enums.js';
import type { GraphContext } from '../context.js';
import { orUserErrors } from '../errors.js';
import { encodeNodeId, numberOf } from '../node-id.js';
import { DenominatorEnum, DeploymentSourceEnum, EfficiencyPresetEnum } from './profile.enums.js';
import {
  CreateEfficiencyProfileInput,
  CreateProductivityProfileInput,
  EfficiencyProfilePayload,
  ProductivityProfilePayload,
  UpdateEfficiencyProfileInput,
  UpdateProductivityProfileInput,
} from './profile.input.js';
import {
  EfficiencyProfile,
  LeadTimeRules,
  ProductivityProfile,
  Profile,
  PullRequestSizes,
} from './profile.type.js';
import { efficiencyGiven, productivityGiven } from './profile-input-shape.js';

const INPUT = { description: 'What it says.' };

@Resolver()
export class ProfileResolver {
  @Query(() => [Profile], { description: 'The profiles of the account, the oldest first.' })
  profiles(
    @Arg('kind', () => ProfileKindEnum, { nullable: true, description: 'Only of this kind.' })
    kind: model.ProfileKind | null,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<readonly model.Profile[]> {
    return services.profiles.list(viewer, kind ?? null);
  }

  @Mutation(() => EfficiencyProfilePayload, { description: 'Makes an efficiency profile.' })
  createEfficiencyProfile(
    @Arg('input', () => CreateEfficiencyProfileInput, INPUT) input: CreateEfficiencyProfileInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return orUserErrors(async () => ({
      profile: await services.profiles.create(viewer, 'EFFICIENCY', efficiencyGiven(input)),
    }));
  }

  @Mutation(() => EfficiencyProfilePayload, {
    description: 'Replaces an efficiency profile; every tree that has it is measured anew.',
  })
  updateEfficiencyProfile(
    @Arg('input', () => UpdateEfficiencyProfileInput, INPUT) input: UpdateEfficiencyProfileInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return orUserErrors(async () => ({
      profile: await services.profiles.update(viewer, {
        kind: 'EFFICIENCY',
        number: numberOf('EfficiencyProfile', input.profile),
        input: efficiencyGiven(input),
        expectedVersion: input.expectedVersion ?? null,
      }),
    }));
  }

  @Mutation(() => ProductivityProfilePayload, { description: 'Makes a productivity profile.' })
  createProductivityProfile(
    @Arg('input', () => CreateProductivityProfileInput, INPUT)
    input: CreateProductivityProfileInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return orUserErrors(async () => ({
      profile: await services.profiles.create(viewer, 'PRODUCTIVITY', productivityGiven(input)),
    }));
  }

  @Mutation(() => ProductivityProfilePayload, {
    description: 'Replaces a productivity profile; every tree that has it is measured anew.',
  })
  updateProductivityProfile(
    @Arg('input', () => UpdateProductivityProfileInput, INPUT)
    input: UpdateProductivityProfileInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return orUserErrors(async () => ({
      profile: await services.profiles.update(viewer, {
        kind: 'PRODUCTIVITY',
        number: numberOf('ProductivityProfile', input.profile),
        input: productivityGiven(input),
        expectedVersion: input.expectedVersion ?? null,
      }),
    }));
  }
}

@Resolver(() => EfficiencyProfile)
export class EfficiencyProfileResolver {
  @FieldResolver(() => ID, { description: 'The id of the profile.' })
  id(@Root() { number }: model.Profile): string {
    return encodeNodeId('EfficiencyProfile', number);
  }

  @FieldResolver(() => EfficiencyPresetEnum)
  preset(@Root() { config }: model.Profile<'EFFICIENCY'>): model.EfficiencyPreset {
    return config.preset;
  }

  @FieldResolver(() => LeadTimeRules)
  leadTime(@Root() { config }: model.Profile<'EFFICIENCY'>): LeadTimeRules {
    return config.leadTime;
  }

  @FieldResolver(() => DeploymentSourceEnum)
  deploymentSource(@Root() { config }: model.Profile<'EFFICIENCY'>): model.DeploymentSource {
    return config.deploymentFrequency.source;
  }
}

@Resolver(() => ProductivityProfile)
export class ProductivityProfileResolver {
  @FieldResolver(() => ID, { description: 'The id of the profile.' })
  id(@Root() { number }: model.Profile): string {
    return encodeNodeId('ProductivityProfile', number);
  }

  @FieldResolver(() => DenominatorEnum)
  denominator(@Root() { config }: model.Profile<'PRODUCTIVITY'>): model.Denominator {
    return config.denominator;
  }

  @FieldResolver(() => PullRequestSizes)
  prSize(@Root() { config }: model.Profile<'PRODUCTIVITY'>): PullRequestSizes {
    return config.prSize;
  }

  @FieldResolver(() => Int)
  recentWindowDays(@Root() { config }: model.Profile<'PRODUCTIVITY'>): number {
    return config.codeRework.recentWindowDays;
  }
}
