import type { Observation } from '../model/observation.js';

type Placed = Pick<Observation, 'at' | 'subject' | 'developer' | 'subKey'>;

/** The order of rows in a cell: by `at`, then subject, then developer, nobody first, then sub-key. */
export const inRowOrder = (left: Placed, right: Placed): number =>
  left.at - right.at ||
  left.subject - right.subject ||
  (left.developer ?? -1) - (right.developer ?? -1) ||
  (left.subKey ?? 0) - (right.subKey ?? 0);
