import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { DeveloperChange } from '../../directory/developers.js';
import type * as model from '../../model/facts/people.js';
import { connection, PageArguments, pageRequest } from '../connection.js';
import type { GraphContext } from '../context.js';
import { orUserErrors } from '../errors.js';
import { encodeNodeId } from '../node-id.js';
import {
  type DeveloperInput,
  RemoveDevelopersInput,
  RemoveDevelopersPayload,
  UpsertDevelopersInput,
  UpsertDevelopersPayload,
} from './developer.input.js';
import { identitiesOf } from './developer.loaders.js';
import { Developer, DeveloperAttribute, DeveloperConnection, Identity } from './developer.type.js';

const changeOf = ({ attributes, ...input }: DeveloperInput): DeveloperChange => ({
  ...input,
  ...(attributes
    ? { attributes: Object.fromEntries(attributes.map(({ name, value }) => [name, value ?? null])) }
    : {}),
});

@Resolver(() => Developer)
export class DeveloperResolver {
  @Query(() => DeveloperConnection, {
    description: 'Developers by name, for keys that may see names; each reading is written down.',
  })
  async developers(
    @Arg('search', () => String, {
      nullable: true,
      description: 'What name, an e-mail or an attribute must contain.',
    })
    search: string | null,
    @Args(() => PageArguments) given: PageArguments,
    @Ctx() { services, viewer }: GraphContext,
  ) {
    return connection(await services.developers.list(viewer, search ?? null, pageRequest(given)));
  }

  @Query(() => String, {
    description:
      'A developers file to start from, as CSV: one line for each person of the connected sources, and comments where something is left to you.',
  })
  async developersDraft(
    @Arg('manager', () => String, {
      nullable: true,
      description: 'The e-mail of the manager of all others, where there is one.',
    })
    manager: string | null,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<string> {
    return (await services.developers.draft(viewer, manager ?? null)).content;
  }

  @Mutation(() => UpsertDevelopersPayload, {
    description: 'Adds and changes developers without a file.',
  })
  upsertDevelopers(
    @Arg('input', () => UpsertDevelopersInput, { description: 'Who, and from when on.' })
    { developers, effectiveOn }: UpsertDevelopersInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    const changes = developers.map(changeOf);
    return orUserErrors(async () => ({
      adoption: await services.developers.upsert(viewer, changes, effectiveOn ?? null),
    }));
  }

  @Mutation(() => RemoveDevelopersPayload, {
    description: 'Lets developers go; their history stays.',
  })
  removeDevelopers(
    @Arg('input', () => RemoveDevelopersInput, { description: 'Who, and from when on.' })
    { emails, effectiveOn }: RemoveDevelopersInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return orUserErrors(() => services.developers.remove(viewer, emails, effectiveOn ?? null));
  }

  @FieldResolver(() => [DeveloperAttribute])
  attributes(@Root() { attributes }: model.Developer): readonly DeveloperAttribute[] {
    return Object.entries(attributes).map(([name, value]) => ({ name, value }));
  }

  @FieldResolver(() => [Identity])
  async identities(@Root() { number }: model.Developer, @Ctx() context: GraphContext) {
    const identities = await identitiesOf(context, number);
    return identities.map((identity) => ({
      ...identity,
      id: encodeNodeId('Identity', identity.number),
    }));
  }
}
