import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { pageOf } from '../../directory/page.js';
import type * as model from '../../model/org-node.js';
import { connection, PageArguments, pageRequest } from '../connection.js';
import type { GraphContext } from '../context.js';
import { numberOf } from '../node-id.js';
import { OrgNode } from '../org-tree/org-node.type.js';
import { developerCountOf } from '../org-tree/org-tree.loaders.js';
import { loadEffectiveSettings, membersOf } from './team.loaders.js';
import { Team, TeamConnection, TeamMemberConnection } from './team.type.js';
import { TeamSettings } from './team-settings.type.js';
import { memberOutside, settingsOutside } from './team-shape.js';

@Resolver(() => Team)
export class TeamResolver {
  @Query(() => TeamConnection, { description: 'Teams by path.' })
  async teams(
    @Arg('search', () => String, { nullable: true, description: 'What name or path must contain.' })
    search: string | null,
    @Arg('orgTree', () => ID, { nullable: true, description: 'The id of the tree they are of.' })
    orgTree: string | null,
    @Args(() => PageArguments) given: PageArguments,
    @Ctx() { services, viewer }: GraphContext,
  ) {
    const tree = orgTree ? numberOf('OrgTree', orgTree) : null;
    const wanted = { search: search ?? null, tree };
    return connection(await services.teams.list(viewer, wanted, pageRequest(given)));
  }

  @FieldResolver(() => OrgNode, { description: 'The node of the org tree that it is.' })
  node(@Root() node: model.OrgNode): model.OrgNode {
    return node;
  }

  @FieldResolver(() => Int)
  developerCount(@Root() { number }: model.OrgNode, @Ctx() context: GraphContext) {
    return developerCountOf(context, number);
  }

  @FieldResolver(() => TeamMemberConnection)
  async members(
    @Root() { number }: model.OrgNode,
    @Args(() => PageArguments) given: PageArguments,
    @Ctx() context: GraphContext,
  ) {
    const members = await membersOf(context, number);
    const page = pageOf(members, ({ developer }) => developer, pageRequest(given));
    return connection(page, memberOutside);
  }

  @FieldResolver(() => TeamSettings)
  async settings(@Root() { number }: model.OrgNode, @Ctx() context: GraphContext) {
    return settingsOutside(await loadEffectiveSettings(context, number));
  }
}
