import { z } from 'zod';
import type { SourceIdentity } from '../provider.js';
import {
  daySetting,
  entriesOf,
  invalidSetting,
  parseSettings,
  textSetting,
  tokenSetting,
} from '../setting-values.js';
import type { SettingsForm } from '../settings-form.js';
import { fields, scopes } from './issues/fields.js';

/** Without these no issue can be read. */
const indispensable = ['status', 'issuetype', 'project', 'created', 'updated', 'issue type'];

const cloudHost = /(?:^|\.)(?:atlassian\.net|jira\.com|atlassian\.com)$/i;
const gateway = /^\/ex\/jira\/[^/]+/;
/** Path that people copy along with the address. */
const tail = /\/(?:rest|browse|secure|projects|issues|plugins|servicedesk)(?:\/.*)?$/i;

/** Returns the base of the API that an address means; null if it is no address. */
function baseOf(text: string): string | null {
  const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
  if (!url?.hostname || !/^https?:$/.test(url.protocol)) return null;
  if (url.username || url.password) return null;
  const isCloud = cloudHost.test(url.hostname);
  const path = url.pathname.replace(tail, '').replace(/\/+$/, '');
  return url.origin + (isCloud ? (gateway.exec(url.pathname)?.[0] ?? '') : path);
}

const form = z.object({
  baseUrl: z
    .string('Name the address of the Jira site.')
    .trim()
    .transform((text, context) => {
      const base = baseOf(text);
      if (base !== null) return base;
      const message =
        'This is no address of a Jira site: write it as https://example.atlassian.net, without a user and a password.';
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }),
  email: textSetting.refine((email) => email === '' || /^[^\s@:]+@[^\s@:]+$/.test(email), {
    message: 'This is no e-mail address.',
  }),
  token: tokenSetting,
  projects: textSetting,
  boards: textSetting.refine((list) => entriesOf(list).every((one) => /^\d+$/.test(one)), {
    message:
      'Name boards by their numbers: the one after "boards/" or "rapidView=" in the address of a board.',
  }),
  since: daySetting,
  storyPoints: textSetting,
  epicLink: textSetting,
  customFields: textSetting,
  excludedFields: textSetting.refine(
    (list) => !entriesOf(list).some((one) => indispensable.includes(one.toLowerCase())),
    { message: `No issue can be read without ${indispensable.slice(0, 5).join(', ')}.` },
  ),
  webhookSecret: textSetting,
});

/** Texts as they rest; lists are split when they are used. */
export type JiraSettings = z.infer<typeof form>;

const isCloudAddress = ({ baseUrl }: JiraSettings): boolean =>
  cloudHost.test(new URL(baseUrl).hostname);

function missing(settings: JiraSettings, secrets: 'GIVEN' | 'SEALED') {
  if (isCloudAddress(settings) && settings.email === '')
    return [
      invalidSetting(
        'email',
        'Name the e-mail address of the account: Jira Cloud takes a token only with it.',
      ),
    ];
  if (secrets === 'GIVEN' && settings.token === '')
    return [
      invalidSetting(
        'token',
        'Give an API token (Cloud) or a personal access token (Data Center).',
      ),
    ];
  return [];
}

export const jiraSettings: SettingsForm<JiraSettings> = {
  fields,
  scopes,
  parse: (values, secrets = 'GIVEN') =>
    parseSettings(form, values, (settings) => missing(settings, secrets)),
};

/** One site is connected once, whichever projects are read. */
export function identify({ baseUrl }: JiraSettings): SourceIdentity {
  const { host, pathname } = new URL(baseUrl);
  const place = (host + pathname).replace(/\/+$/, '');
  return { id: `jira:${place}`, place, name: place, directory: null };
}
