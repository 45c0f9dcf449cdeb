import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { may } from '../../model/access.js';
import { connection, PageArguments, pageRequest } from '../connection.js';
import type { GraphContext } from '../context.js';
import { orUserErrors } from '../errors.js';
import { encodeNodeId, numberOf } from '../node-id.js';
import { LinkIdentityInput, LinkIdentityPayload, UnlinkIdentityInput } from './developer.input.js';
import { UnmatchedAuthorConnection } from './developer.type.js';

@Resolver()
export class IdentityResolver {
  @Query(() => UnmatchedAuthorConnection, {
    description: 'People of all tools who match no developer, the busiest first.',
  })
  async unmatchedAuthors(
    @Args(() => PageArguments) given: PageArguments,
    @Ctx() { services, viewer }: GraphContext,
  ) {
    const page = await services.identities.unmatched(viewer, pageRequest(given));
    return connection(page, (person) => ({
      ...person,
      identity: encodeNodeId('Identity', person.identity),
    }));
  }

  @Mutation(() => LinkIdentityPayload, {
    description: 'Says who a person of a tool is, in every repository they appear in.',
  })
  linkIdentity(
    @Arg('input', () => LinkIdentityInput, { description: 'Who is whom.' })
    input: LinkIdentityInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    const developer = numberOf('Developer', input.developer);
    return orUserErrors(async () => {
      await services.identities.link(viewer, numberOf('Identity', input.identity), developer);
      if (!may(viewer, 'READ_DEVELOPERS')) return {};
      return { developer: (await services.developers.byNumber(viewer, [developer]))[0] };
    });
  }

  @Mutation(() => LinkIdentityPayload, {
    description: 'Says that a person of a tool is none of the developers.',
  })
  unlinkIdentity(
    @Arg('input', () => UnlinkIdentityInput, { description: 'Who.' }) input: UnlinkIdentityInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return orUserErrors(async () => {
      await services.identities.unlink(viewer, numberOf('Identity', input.identity));
      return {};
    });
  }
}
