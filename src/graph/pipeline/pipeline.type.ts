import { ID, ObjectType } from 'type-graphql';
import { connectionClass } from '../connection.js';
import { NonNull } from '../field.js';
import { Node } from '../node.type.js';

@ObjectType({
  implements: Node,
  description: 'A pipeline by its name: pipelines of one name are one, wherever they run.',
})
export class Pipeline implements Node {
  @NonNull(() => ID, 'The id of the pipeline: `scope: { pipeline }` takes it.')
  id!: string;

  @NonNull(() => String, 'Its name, as the tools write it.')
  name!: string;

  @NonNull(
    () => [String],
    'The projects of the tools in which runs of it lie; empty where none is reported.',
  )
  projects!: readonly string[];

  @NonNull(() => [ID], 'The ids of the integrations that report its runs: `node(id:)` finds them.')
  integrations!: readonly string[];
}

export const PipelineConnection = connectionClass('Pipeline', () => Pipeline);
