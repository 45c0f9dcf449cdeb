import type { SourceContext } from '../../providers/provider.js';
import { digestOf, loadValidators } from '../../storage/integrations/source-validators.js';
import type { IngestionContext } from '../context.js';
import type { Work } from './work.js';

/** Returns what finds the validators of an integration; they are loaded once a run, when the first is asked for. */
export function validatorsOf(
  { database }: Pick<IngestionContext, 'database'>,
  { account, integration }: Pick<Work, 'account' | 'integration'>,
): SourceContext['validatorOf'] {
  let loaded: Promise<ReadonlyMap<string, string>> | null = null;
  return async (address) => {
    loaded ??= database.read(account, (session) => loadValidators(session, integration.number));
    return (await loaded).get(digestOf(address)) ?? null;
  };
}
