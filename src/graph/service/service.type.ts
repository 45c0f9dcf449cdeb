import { ID } from 'type-graphql';
import { connectionClass } from '../connection.js';
import { NonNull } from '../field.js';
import { nodeType } from '../object-type.js';

export const Service = nodeType(
  'Service',
  'A service that deployments, incidents or change requests name.',
  {
    id: NonNull(() => ID, 'The id of the service: `scope: { service }` takes it.'),
    name: NonNull(() => String, 'Its name, as the tools write it.'),
  },
);

export const ServiceConnection = connectionClass('Service', () => Service);
