import { readEnvironment } from '../src/env.js';

/** Returns how often, or over what, a law is tried: the first usually, the second in `npm run test:long`. */
export const lawRuns = <Count = number>(usual: Count, long: Count): Count =>
  readEnvironment().variables.LAWS === 'long' ? long : usual;
