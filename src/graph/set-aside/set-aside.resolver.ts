import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { SetAsideRequest } from '../../insights/answer/set-aside-lists.js';
import type { SetAside as SetAsideEntry } from '../../model/facts/set-aside.js';
import type * as model from '../../model/integration.js';
import { monthWindow } from '../../model/month.js';
import type { OrgNode } from '../../model/org-node.js';
import { connection, type Page, pageRequest } from '../connection.js';
import type { GraphContext } from '../context.js';
import { FrontArguments } from '../integration/integration.input.js';
import { Integration } from '../integration/integration.type.js';
import { Team } from '../team/team.type.js';
import { type SetAside, SetAsideConnection } from './set-aside.type.js';

type Batch = (
  context: GraphContext,
  requests: readonly SetAsideRequest[],
) => Promise<Page<SetAsideEntry>[]>;

const ofIntegrations: Batch = ({ services, viewer }, requests) =>
  services.setAside.pages(viewer, 'INTEGRATION', requests);
const ofTeams: Batch = ({ services, viewer }, requests) =>
  services.setAside.pages(viewer, 'TEAM', requests);

const outside = ({ fact, cell, firstAt, ...entry }: SetAsideEntry): SetAside => ({
  kind: entry.kind,
  metric: entry.metric,
  code: entry.code,
  message: entry.message,
  factKind: fact?.kind ?? null,
  factId: fact?.id ?? null,
  month: cell && new Date(monthWindow(cell.month).from).toISOString().slice(0, 10),
  since: firstAt,
});

async function pageOf(batch: Batch, owner: number, given: FrontArguments, context: GraphContext) {
  const { first = 1, after = null } = pageRequest(given);
  const page = await context.loaders
    .of<SetAsideRequest, Page<SetAsideEntry>, GraphContext>(batch, context)
    .load({ owner, first, after });
  const items = page.items.map(({ cursor, item }) => ({ cursor, item: outside(item) }));
  return connection({ ...page, items });
}

@Resolver(() => Integration)
export class SetAsideOfIntegrationResolver {
  @FieldResolver(() => SetAsideConnection, {
    description: 'The facts of it that numbers lack, the oldest first.',
  })
  setAside(
    @Root() { number }: model.Integration,
    @Args(() => FrontArguments) given: FrontArguments,
    @Ctx() context: GraphContext,
  ) {
    return pageOf(ofIntegrations, number, given, context);
  }
}

@Resolver(() => Team)
export class SetAsideOfTeamResolver {
  @FieldResolver(() => SetAsideConnection, {
    description:
      'What its months lack, the oldest first. Facts that no number counts are with their integration.',
  })
  setAside(
    @Root() { number }: OrgNode,
    @Args(() => FrontArguments) given: FrontArguments,
    @Ctx() context: GraphContext,
  ) {
    return pageOf(ofTeams, number, given, context);
  }
}
