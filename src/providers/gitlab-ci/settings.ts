import { z } from 'zod';
import { accessShape, parseAccess } from '../gitlab-api/access.js';
import { accessFields, scopes } from '../gitlab-api/access-fields.js';
import type { ReadingSettings } from '../gitlab-api/reading/run.js';
import { namingFields, namingShape, partsSetting, type RunNaming } from '../run-naming.js';
import { flagSetting, sinceSetting } from '../setting-values.js';
import { type SettingsForm, settingsFields } from '../settings-form.js';

export interface GitlabCiSettings extends ReadingSettings {
  readonly naming: RunNaming;
  /** Which jobs are read: of all pipelines, of those that may deploy, or none. */
  readonly jobs: 'ALL' | 'MAY_DEPLOY' | 'NONE';
  readonly deployments: boolean;
}

const fields = settingsFields([
  ...accessFields,
  ...namingFields(
    'Names of pipelines, jobs and stages that deploy.',
    'Left empty: those whose tier at GitLab is production, and names with prod or live where there is no tier. Otherwise these too, and no others.',
  ),
  {
    key: 'jobs',
    label: 'Jobs',
    help: 'Reading the jobs of a pipeline, and the pipelines below it, costs two calls.',
    kind: 'CHOICE',
    choices: [
      {
        value: 'MAY_DEPLOY',
        label: 'Of pipelines that may deploy: all but those of merge requests',
      },
      { value: 'ALL', label: 'Of all pipelines' },
      { value: 'NONE', label: 'None' },
    ],
    default: 'MAY_DEPLOY',
  },
  {
    key: 'deployments',
    label: 'Deployments',
    help: 'What jobs with an environment, and tools that report to GitLab, deployed and where to.',
    kind: 'FLAG',
    default: 'true',
    keepsFacts: true,
  },
  {
    key: 'since',
    keepsFacts: true,
    label: 'Read from',
    help: 'The first sync reads what was updated since this day. Left empty: 90 days.',
    kind: 'DATE',
  },
]);

const shape = z.object({
  ...accessShape,
  ...namingShape,
  jobs: partsSetting,
  deployments: flagSetting(true),
  since: sinceSetting,
});

export const gitlabCiSettings: SettingsForm<GitlabCiSettings> = {
  fields,
  scopes,
  parse(values, secrets = 'GIVEN') {
    const { deploys, builds, production, ...settings } = parseAccess(shape, values, secrets);
    return { ...settings, naming: { deploys, builds, production } };
  },
};
