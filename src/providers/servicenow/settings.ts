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
} from '../setting-values.js';
import type { SettingsForm } from '../settings-form.js';
import { fields, scopes } from './fields.js';

/** Path of a page that people copy along with the address. */
const tail = /\/(?:api|now|sp|[\w$-]+\.do)(?:\/.*)?$/i;

const stateList = listSettingOf(
  /^-?\d+ *= *(?:open|resolved|closed|canceled)$/i,
  'does not say what a state means: write its number with Open, Resolved, Closed or Canceled, such as 10=Closed.',
);

const form = z.object({
  baseUrl: addressSetting('https://example.service-now.com').transform((address) =>
    address.replace(tail, ''),
  ),
  login: z
    .enum(['BASIC', 'BEARER', 'CLIENT', 'API_KEY', ''], 'Write BASIC, BEARER, CLIENT or API_KEY.')
    .nullish()
    .transform((login) => login || 'BASIC'),
  user: textSetting.refine((user) => !user.includes(':'), {
    message: 'A user name has no colon.',
  }),
  // A password may hold spaces, but no header holds a line break.
  token: textSetting.refine((token) => !/\p{Cc}/u.test(token), {
    message: 'A token has no line breaks: copy it again.',
  }),
  incidentFilter: textSetting,
  changeRequests: flagSetting(true),
  changeRequestFilter: textSetting,
  customFields: listSettingOf(
    /^[a-z][a-z0-9_]*$/,
    'is no name of a column: write it as in the dictionary, such as u_team.',
  ),
  since: daySetting,
  incidentStates: stateList,
  changeStates: stateList,
  allDomains: flagSetting(false),
});
export type ServicenowSettings = z.infer<typeof form>;

function faultsOf({ login, user, token }: ServicenowSettings, secrets: 'GIVEN' | 'SEALED') {
  const isNamed = login === 'BASIC' || login === 'CLIENT';
  if (isNamed && user === '')
    return [
      invalidSetting(
        'user',
        login === 'BASIC'
          ? 'Name the user of the password, or choose another login.'
          : 'Name the client id of the OAuth application.',
      ),
    ];
  return secrets === 'GIVEN' && token === ''
    ? [invalidSetting('token', 'Give the password, the token or the key of the account.')]
    : [];
}

export const servicenowSettings: SettingsForm<ServicenowSettings> = {
  fields,
  scopes,
  parse: (values, secrets = 'GIVEN') =>
    parseSettings(form, values, (settings) => faultsOf(settings, secrets)),
};

/** One instance is connected once, whichever rows are read. */
export function identify({ baseUrl }: Pick<ServicenowSettings, 'baseUrl'>): SourceIdentity {
  const { host, pathname } = new URL(baseUrl);
  const place = (host + pathname).replace(/\/+$/, '');
  return { id: `servicenow:${place}`, place, name: place, directory: null };
}
