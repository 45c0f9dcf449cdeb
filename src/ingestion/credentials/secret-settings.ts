import type { Integration } from '../../model/integration.js';
import type { Provider } from '../../providers/provider.js';
import type { IngestionContext } from '../context.js';
import type { GivenSettings } from '../sources/settings.js';
import { openSettingsOf } from './credentials.js';
import { type Hider, hiderOf } from './hide-secrets.js';

/** The settings of an integration with its secrets, and what takes these, and those that they replaced, out of texts. */
export interface SecretSettings {
  readonly given: GivenSettings;
  readonly hider: Hider;
}

/** Opens the secrets of an integration. Throws a Refusal where a key is lost. */
export async function secretSettings(
  context: Pick<IngestionContext, 'database' | 'keyRing'>,
  account: number,
  integration: Integration,
  provider: Provider,
): Promise<SecretSettings> {
  const { given, former } = await openSettingsOf(context, account, integration);
  const hider = hiderOf(provider, given);
  for (const secret of former) hider.note(secret);
  return { given, hider };
}
