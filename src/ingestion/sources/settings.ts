import { Refusal, refuse } from '../../model/errors.js';
import { openSecretIn } from '../../model/facts/open-secret.js';
import type { Provider } from '../../providers/provider.js';

/** Values by the keys of a provider's form. */
export type GivenSettings = Readonly<Record<string, string>>;

/** Settings as the provider understands them. Refusals name fields below `settings`. */
export function parseSettings(
  provider: Provider,
  given: GivenSettings,
  secrets: 'GIVEN' | 'SEALED' = 'GIVEN',
): unknown {
  const unknown = Object.keys(given).find(
    (key) => !provider.settings.fields.some((field) => field.key === key),
  );
  if (unknown !== undefined)
    refuse(
      'UNKNOWN_SETTING',
      ['settings', unknown],
      `${provider.title} has no setting "${unknown}": it takes ${provider.settings.fields.map(({ key }) => key).join(', ')}.`,
    );
  try {
    return provider.settings.parse(given, secrets);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(error.errors.map((one) => ({ ...one, field: ['settings', ...one.field] })));
  }
}

/** Throws a Refusal where a setting that others may read holds a secret, naming the settings where secrets belong. */
export function demandOpen({ settings: { fields } }: Provider, given: GivenSettings): void {
  const secrets = fields.filter(({ secret }) => secret).map(({ key }) => `\`${key}\``);
  for (const { key, secret } of fields) {
    const found = secret ? null : openSecretIn(given[key] ?? '');
    if (found !== null)
      refuse(
        'HOLDS_SECRET',
        ['settings', key],
        `"${key}" holds ${found}, which others would read: remove it${secrets.length > 0 ? `, and give secrets in ${secrets.join(', ')}` : ''}.`,
      );
  }
}

/**
 * Returns the settings that may be stored unencrypted. Each is the text as parsed, or as given if
 * parsing changed its type.
 */
export function openSettings(
  provider: Provider,
  parsed: unknown,
  given: GivenSettings,
): GivenSettings {
  const values = parsed as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    provider.settings.fields.flatMap(({ key, secret }) => {
      const value = typeof values[key] === 'string' ? values[key] : given[key]?.trim();
      return !secret && value ? [[key, value]] : [];
    }),
  );
}
