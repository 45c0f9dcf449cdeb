import { Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { AccountDescription } from '../../directory/accounts.js';
import { type Action, type Viewer as Asker, may } from '../../model/access.js';
import type { GraphContext } from '../context.js';
import { encodeNodeId } from '../node-id.js';
import { Account, ActionEnum, Viewer } from './viewer.type.js';

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { description: 'Who is asking: the key, its role and its account.' })
  viewer(@Ctx() { viewer }: GraphContext): Asker {
    return viewer;
  }

  @FieldResolver(() => ID)
  key(@Root() { key }: Asker): string {
    return encodeNodeId('ApiKey', key);
  }

  @FieldResolver(() => [ActionEnum])
  permissions(@Root() viewer: Asker): readonly Action[] {
    return (Object.keys(ActionEnum) as Action[]).filter((action) => may(viewer, action));
  }

  @FieldResolver(() => Account)
  account(@Root() viewer: Asker, @Ctx() { services }: GraphContext): Promise<AccountDescription> {
    return services.account.describe(viewer);
  }
}
