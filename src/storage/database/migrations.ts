import * as all from '../../../migrations/index.js';
import { inByteOrder } from '../../model/byte-order.js';

/** Every migration in order. */
export const migrations = Object.values(all)
  .map((migration) => ({ name: migration.name, class: migration }))
  .sort((left, right) => inByteOrder(left.name, right.name));
