import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { GraphContext } from './context.js';
import { answeredAs, Node } from './node.type.js';
import { decodeNodeId } from './node-id.js';
import { nodes } from './nodes.js';

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description:
      'Anything by its id; null where there is no such thing, or it is not yours to see.',
  })
  async node(
    @Arg('id', () => ID, { description: 'An id from an earlier answer.' }) id: string,
    @Ctx() context: GraphContext,
  ): Promise<object | null> {
    const named = decodeNodeId(id);
    const loader = nodes.find(({ kind }) => kind === named?.kind);
    const found = named && loader ? await loader.load(context, named.key) : null;
    return found && loader ? answeredAs(loader.kind, found) : null;
  }
}
