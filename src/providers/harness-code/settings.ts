import { z } from 'zod';
import {
  type AccessValues,
  accessFaults,
  accessOf,
  accessShape,
  type HarnessAccess,
} from '../harness-api/access.js';
import { accountFields, permission, projectScope } from '../harness-api/access-fields.js';
import { listSetting, listSettingOf, parseSettings } from '../setting-values.js';
import { type SettingsForm, settingsFields } from '../settings-form.js';

export interface CodeSettings extends HarnessAccess {
  /** Paths below the account, such as `default/Shop/web`; empty: all repositories of the projects. */
  readonly repositories: readonly string[];
  /** E-mail addresses, in lower case, of accounts that call themselves users and are none. */
  readonly bots: readonly string[];
}

export const REPOSITORY_VIEW = 'code_repo_view';

const fields = settingsFields([
  ...accountFields,
  {
    key: 'repositories',
    label: 'Repositories',
    kind: 'LIST',
    keepsFacts: true,
    help: 'Paths below the account, such as default/Shop/web. Upper and lower case differ. Left empty: all repositories of the projects and organisations above, and of the account.',
    discovers: 'REPOSITORY',
  },
  {
    key: 'since',
    label: 'Read from',
    kind: 'DATE',
    help: 'Pull requests that changed on this day or later are read. Left empty: the last 180 days.',
  },
  {
    key: 'bots',
    label: 'Bots',
    kind: 'LIST',
    help: 'E-mail addresses of users that are no humans. Service accounts are known as such.',
  },
  {
    key: 'webhookSecret',
    label: 'Secret of the webhook',
    help: 'The secret that the webhook in Harness signs with. Left empty: deliveries are refused, and syncs alone bring changes in.',
    secret: true,
  },
]);

const shape = z.object({
  ...accessShape,
  repositories: listSettingOf(
    /^[\w.$-]+(?:\/[\w.$-]+){0,2}$/,
    'is no path of a repository: write organisation/project/repository.',
  ),
  bots: listSetting.transform((all) => all.map((one) => one.toLowerCase())),
});

export const codeSettings: SettingsForm<CodeSettings> = {
  fields,
  scopes: [
    projectScope,
    permission(REPOSITORY_VIEW, 'Repositories, pull requests and their activities.'),
  ],
  parse(values, secrets = 'GIVEN') {
    const faultsOf = (parsed: AccessValues) => accessFaults(parsed, secrets);
    const { repositories, bots, ...access } = parseSettings(shape, values, faultsOf);
    return { ...accessOf(access), repositories, bots };
  },
};
