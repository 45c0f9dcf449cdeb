import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { pageOf } from '../../directory/page.js';
import type { OrgTreeChange } from '../../directory/trees.js';
import type * as model from '../../model/org-node.js';
import { connection, PageArguments, pageRequest } from '../connection.js';
import type { GraphContext } from '../context.js';
import { orUserErrors } from '../errors.js';
import { numberOf } from '../node-id.js';
import { profileOf } from '../profile/profile.loaders.js';
import { OrgNode } from './org-node.type.js';
import { UpdateOrgTreeInput, UpdateOrgTreePayload } from './org-tree.input.js';
import { nodesOfTree } from './org-tree.loaders.js';
import { OrgNodeConnection, OrgTree, OrgTreeProfiles, OrgTreeVersion } from './org-tree.type.js';

const changeOf = ({
  name,
  efficiencyProfile,
  productivityProfile,
  businessAlignmentProfile,
}: UpdateOrgTreeInput): OrgTreeChange => ({
  ...(name && { name }),
  ...(efficiencyProfile && { efficiencyProfile: numberOf('EfficiencyProfile', efficiencyProfile) }),
  ...(productivityProfile && {
    productivityProfile: numberOf('ProductivityProfile', productivityProfile),
  }),
  ...(businessAlignmentProfile !== undefined && {
    businessAlignmentProfile:
      businessAlignmentProfile === null
        ? null
        : numberOf('BusinessAlignmentProfile', businessAlignmentProfile),
  }),
});

@Resolver(() => OrgTree)
export class OrgTreeResolver {
  @Query(() => [OrgTree], { description: 'The org trees of the account, by name.' })
  orgTrees(
    @Arg('search', () => String, { nullable: true, description: 'What the name must contain.' })
    search: string | null,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<readonly model.OrgTree[]> {
    return services.trees.list(viewer, search ?? null);
  }

  @Mutation(() => UpdateOrgTreePayload, {
    description: 'Renames a tree, or measures it by other profiles, its whole history included.',
  })
  updateOrgTree(
    @Arg('input', () => UpdateOrgTreeInput, { description: 'What changes.' })
    input: UpdateOrgTreeInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return orUserErrors(async () => ({
      orgTree: await services.trees.update(
        viewer,
        numberOf('OrgTree', input.orgTree),
        changeOf(input),
      ),
    }));
  }

  @FieldResolver(() => OrgNode)
  async root(@Root() { number }: model.OrgTree, @Ctx() context: GraphContext) {
    return (await nodesOfTree(context, number)).find(({ parent }) => parent === null);
  }

  @FieldResolver(() => OrgNodeConnection)
  async nodes(
    @Root() { number }: model.OrgTree,
    @Args(() => PageArguments) given: PageArguments,
    @Ctx() context: GraphContext,
  ) {
    const nodes = await nodesOfTree(context, number);
    return connection(pageOf(nodes, (node) => node.number, pageRequest(given)));
  }

  @FieldResolver(() => [OrgTreeVersion])
  async versions(
    @Root() { number }: model.OrgTree,
    @Arg('first', () => Int, { defaultValue: 10, description: 'How many, 1 to 100.' })
    first: number,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<readonly OrgTreeVersion[]> {
    const versions = await services.trees.versions(
      viewer,
      number,
      Math.min(Math.max(first, 1), 100),
    );
    return versions.map(({ difference, ...version }) => ({ ...version, ...difference }));
  }

  @FieldResolver(() => OrgTreeProfiles)
  async profiles(@Root() tree: model.OrgTree, @Ctx() context: GraphContext): Promise<object> {
    return {
      efficiency: await profileOf(context, tree.efficiencyProfile),
      productivity: await profileOf(context, tree.productivityProfile),
      businessAlignment:
        tree.businessAlignmentProfile === null
          ? null
          : await profileOf(context, tree.businessAlignmentProfile),
    };
  }
}
