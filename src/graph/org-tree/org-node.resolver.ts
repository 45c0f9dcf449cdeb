import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type * as model from '../../model/org-node.js';
import type { GraphContext } from '../context.js';
import { Team } from '../team/team.type.js';
import { OrgNode } from './org-node.type.js';
import { childrenOf, developerCountOf, nodeOf } from './org-tree.loaders.js';

@Resolver(() => OrgNode)
export class OrgNodeResolver {
  @FieldResolver(() => OrgNode, { nullable: true })
  async parent(@Root() { parent }: model.OrgNode, @Ctx() context: GraphContext) {
    return parent === null ? null : nodeOf(context, parent);
  }

  @FieldResolver(() => [OrgNode])
  children(@Root() { number }: model.OrgNode, @Ctx() context: GraphContext) {
    return childrenOf(context, number);
  }

  @FieldResolver(() => Team, { nullable: true })
  team(@Root() node: model.OrgNode): model.OrgNode | null {
    return node.isTeam ? node : null;
  }

  @FieldResolver(() => Int)
  developerCount(@Root() { number }: model.OrgNode, @Ctx() context: GraphContext) {
    return developerCountOf(context, number);
  }
}
