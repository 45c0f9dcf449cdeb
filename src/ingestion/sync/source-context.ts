import type { SourceContext } from '../../providers/provider.js';
import type { IngestionContext } from '../context.js';
import type { Hider } from '../credentials/hide-secrets.js';

type Given = Pick<SourceContext, 'signal' | 'dataDirectory' | 'now' | 'folders' | 'logins'> &
  Partial<Pick<SourceContext, 'onCall' | 'validatorOf'>>;

/**
 * Returns what a provider may use of the world. Its log lines are without secrets, those too that it gets to know itself. Calls are
 * not counted where nobody asks for it.
 */
export const sourceContext = (
  { log, fetch, addressesOf, environment, clock, limits }: IngestionContext,
  { hide, note }: Hider,
  given: Given,
): SourceContext => ({
  log: (level, message) => log(level, hide(message)),
  onSecret: note,
  fetch,
  addressesOf,
  environment,
  clock,
  limits,
  onCall: () => undefined,
  validatorOf: () => Promise.resolve(null),
  ...given,
});
