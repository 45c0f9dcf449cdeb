import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { ActivityEntry } from '../../directory/activity.js';
import { connection, PageArguments, pageRequest } from '../connection.js';
import type { GraphContext } from '../context.js';
import { orUserErrors } from '../errors.js';
import { encodeNodeId } from '../node-id.js';
import {
  type Activity,
  ActivityConnection,
  UpdateAccountInput,
  UpdateAccountPayload,
} from './account.type.js';

const activityOutside = ({ key, details, ...entry }: ActivityEntry): Activity => ({
  ...entry,
  key: key === 0 ? null : encodeNodeId('ApiKey', key),
  details: JSON.stringify(details),
});

@Resolver()
export class AccountResolver {
  @Mutation(() => UpdateAccountPayload, { description: 'Changes the account itself.' })
  updateAccount(
    @Arg('input', () => UpdateAccountInput, { description: 'What changes.' })
    input: UpdateAccountInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    const { timeZone } = input;
    return orUserErrors(async () => ({
      account: await services.account.update(viewer, { timeZone }),
    }));
  }

  @Query(() => ActivityConnection, {
    description: 'What was done in the account, the newest first.',
  })
  async activityLog(
    @Args(() => PageArguments) given: PageArguments,
    @Ctx() { services, viewer }: GraphContext,
  ) {
    return connection(await services.activity.list(viewer, pageRequest(given)), activityOutside);
  }
}
