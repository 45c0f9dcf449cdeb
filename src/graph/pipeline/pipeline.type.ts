import { ID } from 'type-graphql';
import { connectionClass } from '../connection.js';
import { NonNull } from '../field.js';
import { nodeType } from '../object-type.js';

export const Pipeline = nodeType(
  'Pipeline',
  'A pipeline by its name: pipelines of one name are one, wherever they run.',
  {
    id: NonNull(() => ID, 'The id of the pipeline: `scope: { pipeline }` takes it.'),
    name: NonNull(() => String, 'Its name, as the tools write it.'),
    projects: NonNull(
      () => [String],
      'The projects of the tools in which runs of it lie; empty where none is reported.',
    ),
    integrations: NonNull(
      () => [ID],
      'The ids of the integrations that report its runs: `node(id:)` finds them.',
    ),
  },
);

export const PipelineConnection = connectionClass('Pipeline', () => Pipeline);
