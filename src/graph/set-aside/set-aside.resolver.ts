import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { SetAsideRequest } from '../../insights/answer/set-aside-lists.js';
import type { SetAside as SetAsideEntry } from '../../model/facts/set-aside.js';
import type * as model from '../../model/integration.js';
import { monthWindow } from '../../model/month.js';
import type { OrgNode } from '../../model/org-node.js';
import { batched } from '../batched.js';
import { connection, FrontArguments, frontRequest } from '../connection.js';
import type { GraphContext } from '../context.js';
import { Integration } from '../integration/integration.type.js';
import { Team } from '../team/team.type.js';
import { type SetAside, SetAsideConnection } from './set-aside.type.js';

const pageOf = {
  INTEGRATION: batched(({ services, viewer }, requests: readonly SetAsideRequest[]) =>
    services.setAside.pages(viewer, 'INTEGRATION', requests),
  ),
  TEAM: batched(({ services, viewer }, requests: readonly SetAsideRequest[]) =>
    services.setAside.pages(viewer, 'TEAM', requests),
  ),
};

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

@Resolver(() => Integration)
export class SetAsideOfIntegrationResolver {
  @FieldResolver(() => SetAsideConnection, {
    description: 'The facts of it that numbers lack, the oldest first.',
  })
  async setAside(
    @Root() { number }: model.Integration,
    @Args(() => FrontArguments) given: FrontArguments,
    @Ctx() context: GraphContext,
  ) {
    const request = { owner: number, ...frontRequest(given) };
    return connection(await pageOf.INTEGRATION(context, request), outside);
  }
}

@Resolver(() => Team)
export class SetAsideOfTeamResolver {
  @FieldResolver(() => SetAsideConnection, {
    description:
      'What its months lack, the oldest first. Facts that no number counts are with their integration.',
  })
  async setAside(
    @Root() { number }: OrgNode,
    @Args(() => FrontArguments) given: FrontArguments,
    @Ctx() context: GraphContext,
  ) {
    const request = { owner: number, ...frontRequest(given) };
    return connection(await pageOf.TEAM(context, request), outside);
  }
}
