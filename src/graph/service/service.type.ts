import { ID, ObjectType } from 'type-graphql';
import { connectionClass } from '../connection.js';
import { NonNull } from '../field.js';
import { Node } from '../node.type.js';

@ObjectType({
  implements: Node,
  description: 'A service that deployments, incidents or change requests name.',
})
export class Service implements Node {
  @NonNull(() => ID, 'The id of the service: `scope: { service }` takes it.')
  id!: string;

  @NonNull(() => String, 'Its name, as the tools write it.')
  name!: string;
}

export const ServiceConnection = connectionClass('Service', () => Service);
