import { z } from 'zod';
import type { Instant } from '../../model/time.js';
import { accessShape, type GithubAccess, parseAccess } from '../github-api/access.js';
import { accessFields } from '../github-api/access-fields.js';
import { flagSetting, listSetting, sinceSetting } from '../setting-values.js';
import {
  flagField,
  type RequiredScope,
  type SettingsForm,
  settingsFields,
} from '../settings-form.js';

const CLASSIC = 'Personal access token (classic)';
const FINE_GRAINED = 'Fine-grained personal access token';
const APP = 'GitHub App';

/** Fine-grained tokens and Apps are granted the same permissions, under the same names. */
const granted = (scope: Omit<RequiredScope, 'credential'>): RequiredScope[] =>
  [FINE_GRAINED, APP].map((credential) => ({ ...scope, credential }));

/** The scopes to grant, as GitHub itself names them. */
const scopes: readonly RequiredScope[] = [
  {
    name: 'repo',
    credential: CLASSIC,
    why: 'Private repositories with their pull requests, issues and tags. For public ones alone `public_repo` is enough.',
    without: null,
  },
  {
    name: 'read:org',
    credential: CLASSIC,
    why: 'The organisations that the token belongs to.',
    without: 'Organisations cannot be offered to choose from.',
  },
  {
    name: 'read:user',
    credential: CLASSIC,
    why: 'Names and public e-mail addresses, by which people are matched.',
    without: null,
  },
  ...granted({
    name: 'Metadata: read',
    why: 'The list of repositories.',
    without: null,
  }),
  ...granted({
    name: 'Pull requests: read',
    why: 'Pull requests with their reviews and comments.',
    without: 'There are no pull requests.',
  }),
  ...granted({
    name: 'Contents: read',
    why: 'Commits, files of pull requests, tags.',
    without: 'There are no commits and tags.',
  }),
  ...granted({
    name: 'Issues: read',
    why: 'Issues as work items.',
    without: 'There are no issues.',
  }),
];

export interface GithubSettings extends GithubAccess {
  readonly pullRequests: boolean;
  readonly issues: boolean;
  readonly tags: boolean;
  readonly commits: boolean;
  /** The instant from which a first sync reads; null: 90 days before it. */
  readonly since: Instant | null;
  /** Logins, lower case, of accounts that call themselves users and are none. */
  readonly bots: readonly string[];
}

const fields = settingsFields([
  ...accessFields,
  flagField(
    'pullRequests',
    'Pull requests',
    'With their commits, reviews, comments and files.',
    true,
  ),
  flagField(
    'issues',
    'Issues',
    'As work items, with who had them and when they were closed.',
    true,
  ),
  flagField('tags', 'Tags', 'Releases of software are tags.', true),
  flagField(
    'commits',
    'Commits of the default branch',
    'Without lines and files. A git repository that is connected too brings both.',
    false,
  ),
  {
    key: 'since',
    keepsFacts: true,
    label: 'Read from',
    help: 'The first sync reads what was updated since this day. Left empty: 90 days.',
    kind: 'DATE',
  },
  {
    key: 'bots',
    label: 'Bots',
    help: 'Logins of bots that GitHub lists as users, one a line.',
    kind: 'LIST',
  },
]);

const shape = z.object({
  ...accessShape,
  pullRequests: flagSetting(true),
  issues: flagSetting(true),
  tags: flagSetting(true),
  commits: flagSetting(false),
  since: sinceSetting,
  bots: listSetting.transform((logins) => logins.map((login) => login.toLowerCase())),
});

export const githubSettings: SettingsForm<GithubSettings> = {
  fields,
  scopes,
  parse: (values, secrets = 'GIVEN') => parseAccess(shape, values, secrets),
};
