import type * as answer from '../../insights/answer/answer.js';
import { encodeNodeId } from '../node-id.js';
import type { Explanation } from './explanation.type.js';

export const explanationOutside = ({ zone, ...explanation }: answer.Explanation): Explanation => ({
  ...explanation,
  timeZone: zone,
  rules: explanation.rules.map((rules) => ({
    ...rules,
    team: encodeNodeId('Team', rules.team),
  })),
});
