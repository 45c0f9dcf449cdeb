import { Field, ID, ObjectType } from 'type-graphql';
import { connectionClass } from '../connection.js';
import { Node } from '../node.type.js';

@ObjectType({
  implements: Node,
  description: 'A pipeline by its name: pipelines of one name are one, wherever they run.',
})
export class Pipeline implements Node {
  @Field(() => ID, { description: 'The id of the pipeline: `scope: { pipeline }` takes it.' })
  id!: string;

  @Field(() => String, { description: 'Its name, as the tools write it.' })
  name!: string;

  @Field(() => [String], {
    description: 'The projects of the tools in which runs of it lie; empty where none is reported.',
  })
  projects!: readonly string[];

  @Field(() => [ID], {
    description: 'The ids of the integrations that report its runs: `node(id:)` finds them.',
  })
  integrations!: readonly string[];
}

export const PipelineConnection = connectionClass('Pipeline', () => Pipeline);
