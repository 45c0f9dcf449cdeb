import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type * as model from '../../model/access.js';
import type { GraphContext } from '../context.js';
import { orUserErrors } from '../errors.js';
import { numberOf } from '../node-id.js';
import {
  ApiKey,
  CreateApiKeyInput,
  CreateApiKeyPayload,
  RevokeApiKeyInput,
  RevokeApiKeyPayload,
} from './api-key.type.js';

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  @Query(() => [ApiKey], {
    description: 'The keys of the account, ended ones too, the oldest first.',
  })
  apiKeys(@Ctx() { services, viewer }: GraphContext): Promise<readonly model.ApiKey[]> {
    return services.keys.list(viewer);
  }

  @Mutation(() => CreateApiKeyPayload, {
    description: 'Makes a key. Its secret is shown this once.',
  })
  createApiKey(
    @Arg('input', () => CreateApiKeyInput, { description: 'Which key.' })
    { name, role, reveals, expiresAt }: CreateApiKeyInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    const wanted = { name, role, reveals, expiresAt: expiresAt ?? null };
    return orUserErrors(() => services.keys.create(viewer, wanted));
  }

  @Mutation(() => RevokeApiKeyPayload, {
    description: 'Ends a key for good, and with it what listens by it.',
  })
  revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput, { description: 'Which key.' }) {
      key,
    }: RevokeApiKeyInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return orUserErrors(async () => ({
      key: await services.keys.revoke(viewer, numberOf('ApiKey', key)),
    }));
  }
}
