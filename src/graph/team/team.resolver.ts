import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { pageOf } from '../../directory/page.js';
import type { FilterCondition } from '../../model/filter.js';
import * as model from '../../model/team.js';
import { connection, PageArguments, pageRequest } from '../connection.js';
import type { GraphContext } from '../context.js';
import { orUserErrors } from '../errors.js';
import { decodeNodeId, encodeNodeId, numberOf } from '../node-id.js';
import { OrgNode } from '../org-tree/org-node.type.js';
import { developerCountOf } from '../org-tree/org-tree.loaders.js';
import { membersOf, settingsInForce } from './team.loaders.js';
import { Team, TeamConnection, TeamMemberConnection } from './team.type.js';
import {
  type FilterConditionInput,
  SaveTeamSourceCodeInput,
  SaveTeamSourceCodePayload,
  type SourceCodeSettingsInput,
  TeamSettings,
} from './team-settings.type.js';
import { memberOutside, settingsOutside } from './team-shape.js';

const filterOf = (property: string, given: readonly FilterConditionInput[]): FilterCondition[] =>
  given.map(({ operator, values }) => ({ property, operator, values }));

const settingsOf = (given: SourceCodeSettingsInput): model.TeamSettings => ({
  ...model.emptyTeamSettings,
  repositories: filterOf('repository', given.repositories),
  destinationBranches: filterOf('branch', given.destinationBranches),
  releasePattern: given.releasePattern,
  metricsUsingDeveloperFilters: given.metricsUsingDeveloperFilters,
});

// A team and its node share their number.
const nodeNumber = (id: string) =>
  numberOf(decodeNodeId(id)?.kind === 'OrgNode' ? 'OrgNode' : 'Team', id);

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

  @Mutation(() => SaveTeamSourceCodePayload, {
    description:
      'Says which repositories, branches and releases are a team’s, or of all teams below a node.',
  })
  saveTeamSourceCode(
    @Arg('input', () => SaveTeamSourceCodeInput, { description: 'Whose and which.' })
    { node, settings, expectedVersion }: SaveTeamSourceCodeInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return orUserErrors(async () => ({
      settings: settingsOutside(
        await services.teams.saveSettings(viewer, {
          node: nodeNumber(node),
          settings: settings ? settingsOf(settings) : null,
          expectedVersion: expectedVersion ?? null,
        }),
      ),
    }));
  }

  @FieldResolver(() => ID)
  id(@Root() { number }: model.OrgNode): string {
    return encodeNodeId('Team', number);
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
    const items = page.items.map(({ cursor, item }) => ({ cursor, item: memberOutside(item) }));
    return connection({ ...page, items });
  }

  @FieldResolver(() => TeamSettings)
  async settings(@Root() { number }: model.OrgNode, @Ctx() context: GraphContext) {
    return settingsOutside(await settingsInForce(context, number));
  }
}
