import { createHeldFetch, createReach, reachUnheld } from '../../providers/http/reach.js';
import type { SourceContext } from '../../providers/provider.js';
import type { IngestionContext } from '../context.js';
import type { Hider } from '../credentials/hide-secrets.js';

type Given = Pick<SourceContext, 'signal' | 'dataDirectory' | 'now' | 'folders' | 'logins'> &
  Partial<Pick<SourceContext, 'onCall' | 'validatorOf'>>;

type Parts = Pick<
  IngestionContext,
  'log' | 'fetch' | 'addressesOf' | 'environment' | 'clock' | 'limits' | 'reachMilliseconds'
>;

/** Returns how hosts are reached. The operator at the machine gets every failure at once. */
function reachOf({ fetch, log, reachMilliseconds }: Parts, { signal, logins }: Given) {
  if (logins.addresses === null) return { fetch, reach: reachUnheld };
  const reach = createReach(reachMilliseconds, signal);
  const onUnreached = (origin: string, reason: string) =>
    log('info', `${origin} was not reached: ${reason}`);
  return { reach, fetch: createHeldFetch({ fetch, reach, onUnreached }) };
}

/**
 * Returns what a provider may use of the world. Its log lines are without secrets, those too that it gets to know itself. Calls are
 * not counted where nobody asks for it.
 */
export function sourceContext(parts: Parts, { hide, note }: Hider, given: Given): SourceContext {
  const { addressesOf, environment, clock, limits } = parts;
  const log: SourceContext['log'] = (level, message) => parts.log(level, hide(message));
  return {
    ...reachOf({ ...parts, log }, given),
    log,
    onSecret: note,
    addressesOf,
    environment,
    clock,
    limits,
    onCall: () => undefined,
    validatorOf: () => Promise.resolve(null),
    ...given,
  };
}
