import { readEnvironment } from '../src/env.js';

/** Returns how often a law is tried: the first count usually, the second in `npm run test:long`. */
export const lawRuns = (usual: number, long: number): number =>
  readEnvironment().variables.LAWS === 'long' ? long : usual;
