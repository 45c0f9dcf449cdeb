import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type * as model from '../../model/profile/profile.js';
import { ProfileKindEnum } from '../catalogue/catalogue.enums.js';
import type { GraphContext } from '../context.js';
import { orUserErrors, renamingErrors } from '../errors.js';
import { decodeNodeId, numberOf } from '../node-id.js';
import {
  BusinessAlignmentProfilePayload,
  CreateBusinessAlignmentProfileInput,
  UpdateBusinessAlignmentProfileInput,
} from './business-alignment.type.js';
import { inInput } from './input-path.js';
import {
  CreateEfficiencyProfileInput,
  CreateProductivityProfileInput,
  UpdateEfficiencyProfileInput,
  UpdateProductivityProfileInput,
} from './profile.input.js';
import { Profile } from './profile.type.js';
import { alignmentGiven, efficiencyGiven, productivityGiven } from './profile-input-shape.js';
import {
  EfficiencyProfilePayload,
  ProductivityProfilePayload,
  RemoveProfileInput,
  RemoveProfilePayload,
} from './profile-payload.type.js';
import { profileOutside } from './profile-shape.js';

const INPUT = { description: 'What it says.' };

const saved = (work: () => Promise<model.Profile>): Promise<object> =>
  orUserErrors(async () => ({ profile: profileOutside(await renamingErrors(inInput, work)) }));

const kinds = ['EfficiencyProfile', 'ProductivityProfile', 'BusinessAlignmentProfile'];
function profileNumber(id: string): number {
  const kind = decodeNodeId(id)?.kind ?? '';
  return numberOf(kinds.includes(kind) ? kind : 'Profile', id);
}

@Resolver()
export class ProfileResolver {
  @Query(() => [Profile], { description: 'The profiles of the account, the oldest first.' })
  async profiles(
    @Arg('kind', () => ProfileKindEnum, { nullable: true, description: 'Only of this kind.' })
    kind: model.ProfileKind | null,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<readonly object[]> {
    return (await services.profiles.list(viewer, kind ?? null)).map(profileOutside);
  }

  @Mutation(() => EfficiencyProfilePayload, { description: 'Makes an efficiency profile.' })
  createEfficiencyProfile(
    @Arg('input', () => CreateEfficiencyProfileInput, INPUT) input: CreateEfficiencyProfileInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return saved(() => services.profiles.create(viewer, 'EFFICIENCY', efficiencyGiven(input)));
  }

  @Mutation(() => EfficiencyProfilePayload, {
    description: 'Replaces an efficiency profile; every tree that has it is measured again.',
  })
  updateEfficiencyProfile(
    @Arg('input', () => UpdateEfficiencyProfileInput, INPUT) input: UpdateEfficiencyProfileInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return saved(() =>
      services.profiles.update(viewer, {
        kind: 'EFFICIENCY',
        number: numberOf('EfficiencyProfile', input.profile),
        input: efficiencyGiven(input),
        expectedVersion: input.expectedVersion ?? null,
      }),
    );
  }

  @Mutation(() => ProductivityProfilePayload, { description: 'Makes a productivity profile.' })
  createProductivityProfile(
    @Arg('input', () => CreateProductivityProfileInput, INPUT)
    input: CreateProductivityProfileInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return saved(() => services.profiles.create(viewer, 'PRODUCTIVITY', productivityGiven(input)));
  }

  @Mutation(() => ProductivityProfilePayload, {
    description: 'Replaces a productivity profile; every tree that has it is measured again.',
  })
  updateProductivityProfile(
    @Arg('input', () => UpdateProductivityProfileInput, INPUT)
    input: UpdateProductivityProfileInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return saved(() =>
      services.profiles.update(viewer, {
        kind: 'PRODUCTIVITY',
        number: numberOf('ProductivityProfile', input.profile),
        input: productivityGiven(input),
        expectedVersion: input.expectedVersion ?? null,
      }),
    );
  }

  @Mutation(() => BusinessAlignmentProfilePayload, {
    description: 'Makes a business alignment profile.',
  })
  createBusinessAlignmentProfile(
    @Arg('input', () => CreateBusinessAlignmentProfileInput, INPUT)
    input: CreateBusinessAlignmentProfileInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return saved(() =>
      services.profiles.create(viewer, 'BUSINESS_ALIGNMENT', alignmentGiven(input)),
    );
  }

  @Mutation(() => BusinessAlignmentProfilePayload, {
    description: 'Replaces a business alignment profile; every tree that has it is measured again.',
  })
  updateBusinessAlignmentProfile(
    @Arg('input', () => UpdateBusinessAlignmentProfileInput, INPUT)
    input: UpdateBusinessAlignmentProfileInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return saved(() =>
      services.profiles.update(viewer, {
        kind: 'BUSINESS_ALIGNMENT',
        number: numberOf('BusinessAlignmentProfile', input.profile),
        input: alignmentGiven(input),
        expectedVersion: input.expectedVersion ?? null,
      }),
    );
  }

  @Mutation(() => RemoveProfilePayload, {
    description: 'Removes a profile of any kind; refused while a tree is measured by it.',
  })
  removeProfile(
    @Arg('input', () => RemoveProfileInput, INPUT) { profile }: RemoveProfileInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return orUserErrors(async () => {
      await services.profiles.remove(viewer, profileNumber(profile));
      return { removed: profile };
    });
  }
}
