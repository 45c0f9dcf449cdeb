import { Refusal, refuse } from '../model/errors.js';
import type { Provider } from '../providers/provider.js';

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

/** Returns what may rest in the open: of fields that are no secret the text as parsed, or as given where it was parsed into something else. */
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
