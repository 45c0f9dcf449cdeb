import { z } from 'zod';
import type { SourceIdentity } from '../provider.js';
import {
  addressSetting,
  flagSetting,
  invalidSetting,
  listSetting,
  listSettingOf,
  parseSettings,
  sinceSetting,
  textSetting,
  tokenSetting,
} from '../setting-values.js';
import type { SettingsForm } from '../settings-form.js';
import { fields, scopes } from './form.js';

/** Path that people copy along with the address. */
const tail = /\/(?:projects|repos|users|rest|scm|dashboard|plugins|login|account|admin)(?:\/.*)?$/i;
const cloudHost = /(?:^|\.)bitbucket\.(?:org|com)$/i;
/** Credentials of Bitbucket Cloud begin so. */
const cloudToken = /^AT(?:BB|CTT|ATT)/;

const address = addressSetting('https://bitbucket.example.com').transform((text, context) => {
  const base = text.replace(tail, '');
  if (!cloudHost.test(new URL(base).hostname)) return base;
  const message = 'This is Bitbucket Cloud, which is another provider: connect BITBUCKET instead.';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

const form = z.object({
  baseUrl: address,
  username: textSetting.refine((name) => !name.includes(':'), {
    message: 'A username holds no colon.',
  }),
  token: tokenSetting.refine((token) => !cloudToken.test(token), {
    message:
      'This token is one of Bitbucket Cloud: make an HTTP access token on the server (account, HTTP access tokens).',
  }),
  projects: listSettingOf(/^~?[\w.-]+$/, 'is no key of a project.'),
  repositories: listSettingOf(
    /^~?[\w.-]+\/[\w.-]+$/,
    'is no repository: write it as KEY/repository, as its address does.',
  ),
  personal: flagSetting(false),
  tags: flagSetting(true),
  commits: flagSetting(false),
  since: sinceSetting,
  bots: listSetting.transform((names) => names.map((name) => name.toLowerCase())),
  webhookSecret: textSetting,
});

export type BitbucketServerSettings = z.infer<typeof form>;

export const bitbucketServerSettings: SettingsForm<BitbucketServerSettings> = {
  fields,
  scopes,
  parse: (values, secrets = 'GIVEN') =>
    parseSettings(form, values, ({ token }) =>
      secrets === 'GIVEN' && token === ''
        ? [invalidSetting('token', 'Give an HTTP access token with the permission to read.')]
        : [],
    ),
};

/** Returns the host of a server with the path that it lies below. */
export const placeOf = ({ baseUrl }: Pick<BitbucketServerSettings, 'baseUrl'>): string => {
  const { host, pathname } = new URL(baseUrl);
  return (host + pathname).replace(/\/+$/, '');
};

const MOST_NAMED = 3;

/** Two integrations of one server may read different projects, each with the token of its own. */
export function identify(settings: BitbucketServerSettings): SourceIdentity {
  const { projects, repositories } = settings;
  const server = placeOf(settings);
  const named = [...projects, ...repositories];
  const scope = named.length > 0 ? named.map((name) => name.toLowerCase()).sort() : ['*'];
  const place = `bitbucket-server:${server}/${scope.join(',')}`;
  const more = named.length > MOST_NAMED ? ` and ${named.length - MOST_NAMED} more` : '';
  const name = named.slice(0, MOST_NAMED).join(', ') + more;
  return { id: place, place, name: name || server, directory: null };
}
