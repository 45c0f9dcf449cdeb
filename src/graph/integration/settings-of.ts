import type { IntegrationSettingInput } from './integration.input.js';

/** Returns the values by their names. */
export const settingsOf = (
  given: readonly IntegrationSettingInput[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(given.map(({ key, value }) => [key, value]));
