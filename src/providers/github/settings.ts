import { z } from 'zod';
import type { Instant } from '../../model/time.js';
import {
  accessShape,
  flagSetting,
  type GithubAccess,
  listSetting,
  parseAccess,
} from '../github-api/access.js';
import { accessFields } from '../github-api/access-fields.js';
import { type SettingsForm, settingsFields } from '../settings-form.js';
import { scopes } from './scopes.js';

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

const flag = (key: string, label: string, help: string, isOn: boolean) => ({
  key,
  label,
  help,
  kind: 'FLAG' as const,
  default: String(isOn),
  keepsFacts: true,
});

const fields = settingsFields([
  ...accessFields,
  flag('pullRequests', 'Pull requests', 'With their commits, reviews, comments and files.', true),
  flag('issues', 'Issues', 'As work items, with who had them and when they were closed.', true),
  flag('tags', 'Tags', 'Releases of software are tags.', true),
  flag(
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

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const day = z
  .string()
  .trim()
  .nullish()
  .transform((text) => text || null)
  .refine(
    (text) => text === null || (DAY.test(text) && !Number.isNaN(Date.parse(text))),
    'Write a day such as 2026-01-31.',
  )
  .transform((text) => (text === null ? null : Date.parse(text)));

const shape = z.object({
  ...accessShape,
  pullRequests: flagSetting(true),
  issues: flagSetting(true),
  tags: flagSetting(true),
  commits: flagSetting(false),
  since: day,
  bots: listSetting.transform((logins) => logins.map((login) => login.toLowerCase())),
});

export const githubSettings: SettingsForm<GithubSettings> = {
  fields,
  scopes,
  parse: (values, secrets = 'GIVEN') => parseAccess(shape, values, secrets),
};
