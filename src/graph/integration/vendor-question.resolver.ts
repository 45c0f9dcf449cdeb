import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { frontRequest } from '../connection.js';
import type { GraphContext } from '../context.js';
import { orUserErrors } from '../errors.js';
import { numberOf } from '../node-id.js';
import { settingsOf } from './settings-of.js';
import {
  DiscoverInput,
  DiscoverPayload,
  SpotCheckInput,
  SpotCheckPayload,
} from './vendor-question.type.js';

const INPUT = { description: 'What is wanted.' };

/**
 * Questions that a vendor answers. They are mutations, since they may carry secrets, which do not
 * belong in an address.
 */
@Resolver()
export class VendorQuestionResolver {
  @Mutation(() => DiscoverPayload, {
    description:
      'What a credential sees, such as repositories or boards, to choose from; nothing is kept.',
  })
  discover(
    @Arg('input', () => DiscoverInput, INPUT) input: DiscoverInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    const { provider, settings, integration, kind, search = null } = input;
    return orUserErrors(() =>
      services.ingestion.discover(viewer, {
        kind,
        search,
        ...frontRequest(input),
        source: provider ? { provider, settings: settingsOf(settings ?? []) } : null,
        integration: integration ? numberOf('Integration', integration) : null,
      }),
    );
  }

  @Mutation(() => SpotCheckPayload, {
    description: 'Looks one thing up at the vendor, and what is stored of it; nothing is changed.',
  })
  spotCheck(
    @Arg('input', () => SpotCheckInput, INPUT) { integration, what }: SpotCheckInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    const number = numberOf('Integration', integration);
    return orUserErrors(async () => {
      const { held, ...checked } = await services.ingestion.spotCheck(viewer, number, what);
      return { ...checked, held: held.map(({ id, ...fact }) => ({ ...fact, factId: id })) };
    });
  }
}
