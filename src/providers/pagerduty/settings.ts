import { z } from 'zod';
import type { SourceIdentity } from '../provider.js';
import {
  addressSetting,
  daySetting,
  flagSetting,
  invalidSetting,
  listSettingOf,
  parseSettings,
  textSetting,
  tokenSetting,
} from '../setting-values.js';
import type { SettingsForm } from '../settings-form.js';
import { DEFAULT_ADDRESS, fields, scopes } from './fields.js';

const ids = listSettingOf(
  /^[A-Z0-9]{5,}$/,
  'is no id: it is the last part of the address of a page, such as PIKL83L.',
);

/** Pages lie at the subdomain of an account, which answers no API. */
const page = /^https?:\/\/(?!api\.)[\w-]+\.(?:eu\.)?pagerduty\.com$/i;

const form = z.object({
  baseUrl: addressSetting(DEFAULT_ADDRESS, DEFAULT_ADDRESS)
    .transform((address) =>
      address.replace(/^(https?:\/\/api\.(?:eu\.)?pagerduty\.com)\/.*$/i, '$1'),
    )
    .refine((address) => !page.test(address), {
      message: `The API does not lie at the address of an account: write ${DEFAULT_ADDRESS}, or https://api.eu.pagerduty.com.`,
    }),
  subdomain: textSetting.refine((name) => /^[\w-]*$/.test(name), {
    message: 'Write the name alone, such as example of https://example.pagerduty.com.',
  }),
  token: tokenSetting,
  services: ids,
  teams: ids,
  alerts: flagSetting(true),
  since: daySetting,
  webhookSecret: textSetting,
});
export type PagerdutySettings = z.infer<typeof form>;

const faultsOf = ({ token }: PagerdutySettings, secrets: 'GIVEN' | 'SEALED') =>
  secrets === 'GIVEN' && token === ''
    ? [invalidSetting('token', 'Give a REST API key of the account, or a token of a user.')]
    : [];

export const pagerdutySettings: SettingsForm<PagerdutySettings> = {
  fields,
  scopes,
  parse: (values, secrets = 'GIVEN') =>
    parseSettings(form, values, (settings) => faultsOf(settings, secrets)),
};

/** Returns where the API lies, which ids of facts begin with. */
export const hostOf = ({ baseUrl }: Pick<PagerdutySettings, 'baseUrl'>): string => {
  const { host, pathname } = new URL(baseUrl);
  return (host + pathname).replace(/\/+$/, '');
};

/** One account is connected once. All accounts of a region share one address. */
export function identify(
  settings: Pick<PagerdutySettings, 'baseUrl' | 'subdomain'>,
): SourceIdentity {
  const { subdomain } = settings;
  const host = hostOf(settings);
  const place = subdomain === '' ? host : `${host}/${subdomain.toLowerCase()}`;
  return { id: `pagerduty:${place}`, place, name: place, directory: null };
}
