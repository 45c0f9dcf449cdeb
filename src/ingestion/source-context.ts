import type { SourceContext } from '../providers/provider.js';
import type { IngestionContext } from './context.js';

type Given = Pick<SourceContext, 'signal' | 'dataDirectory' | 'now'> &
  Partial<Pick<SourceContext, 'log' | 'onCall' | 'validatorOf'>>;

/** Returns what a provider may use of the world. Calls are not counted where nobody asks for it. */
export const sourceContext = (
  { log, fetch, environment, clock, limits }: IngestionContext,
  given: Given,
): SourceContext => ({
  log,
  fetch,
  environment,
  clock,
  limits,
  onCall: () => undefined,
  validatorOf: () => Promise.resolve(null),
  ...given,
});
