import { z } from 'zod';
import { type AzureAccess, accessShape, parseAccess } from '../azure-api/access.js';
import { accessFields, scopeOf } from '../azure-api/access-fields.js';
import { flagSetting, listSetting } from '../setting-values.js';
import { type RequiredScope, type SettingsForm, settingsFields } from '../settings-form.js';

export interface AzureReposSettings extends AzureAccess {
  /** `project/name`, or `name` in any project; empty: all. */
  readonly repositories: readonly string[];
  readonly tags: boolean;
  /** Unique names, e-mail addresses or ids, lower case, of accounts that are no people. */
  readonly bots: readonly string[];
}

export const CODE_SCOPE = 'vso.code';

const scopes: readonly RequiredScope[] = [
  scopeOf('vso.project', 'Project and Team (Read): the projects.', null),
  scopeOf(
    CODE_SCOPE,
    'Code (Read): repositories, pull requests with their threads, votes and commits, tags.',
    null,
  ),
];

const fields = settingsFields([
  ...accessFields,
  {
    key: 'repositories',
    keepsFacts: true,
    label: 'Repositories',
    help: 'Repositories as project/name, one a line. Left empty: all of the projects.',
    kind: 'LIST',
    discovers: 'REPOSITORY',
  },
  {
    key: 'tags',
    keepsFacts: true,
    label: 'Tags',
    help: 'Releases of software are tags.',
    kind: 'FLAG',
    default: 'true',
  },
  {
    key: 'bots',
    label: 'Bots',
    help: 'Unique names or e-mail addresses of accounts that are no people, one a line. Build services are known.',
    kind: 'LIST',
  },
]);

const shape = z.object({
  ...accessShape,
  repositories: listSetting,
  tags: flagSetting(true),
  bots: listSetting.transform((names) => names.map((name) => name.toLowerCase())),
});

export const azureReposSettings: SettingsForm<AzureReposSettings> = {
  fields,
  scopes,
  parse: (values, secrets = 'GIVEN') => parseAccess(shape, values, secrets),
};

/** Returns true if the settings mean a repository. */
export function isSelected(
  { repositories }: Pick<AzureReposSettings, 'repositories'>,
  project: string,
  name: string,
): boolean {
  const names = [`${project}/${name}`, name].map((one) => one.toLowerCase());
  return repositories.length === 0 || repositories.some((one) => names.includes(one.toLowerCase()));
}
