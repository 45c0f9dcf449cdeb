import type { Integration } from '../../model/integration.js';
import type { Provider } from '../../providers/provider.js';
import type { IngestionContext } from '../context.js';
import { openSettingsOf } from './credentials.js';
import { hiderOf } from './hide-secrets.js';

/**
 * Returns the settings of an integration with its secrets, and what takes these, and those that they replaced, out of texts. Throws a
 * Refusal where a key is lost.
 */
export async function secretSettings(
  context: Pick<IngestionContext, 'database' | 'keyRing'>,
  account: number,
  integration: Integration,
  provider: Provider,
) {
  const { given, former } = await openSettingsOf(context, account, integration);
  const hider = hiderOf(provider, given);
  for (const secret of former) hider.note(secret);
  return { given, hider };
}
