import { z } from 'zod';
import { accessShape, parseAccess } from '../gitlab-api/access.js';
import { accessFields, scopes } from '../gitlab-api/access-fields.js';
import type { ReadingSettings } from '../gitlab-api/reading/run.js';
import { flagSetting, listSetting, sinceSetting } from '../setting-values.js';
import { flagField, type SettingsForm, settingsFields } from '../settings-form.js';

export interface GitlabSettings extends ReadingSettings {
  readonly mergeRequests: boolean;
  readonly issues: boolean;
  readonly tags: boolean;
  /** Labels of issues that are in progress, lower case. */
  readonly progress: readonly string[];
}

const fields = settingsFields([
  ...accessFields,
  flagField(
    'mergeRequests',
    'Merge requests',
    'With their commits, approvals, comments and files.',
    true,
  ),
  flagField('tags', 'Tags', 'Releases of software are tags.', true),
  flagField('issues', 'Issues', 'As work items, where the teams plan with GitLab.', false),
  {
    key: 'progressLabels',
    label: 'Labels of work in progress',
    help: 'Labels of the columns of boards in which an issue is worked at, such as workflow::in dev, one a line. Left empty: an issue is open until it is closed.',
    kind: 'LIST',
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
  mergeRequests: flagSetting(true),
  issues: flagSetting(false),
  tags: flagSetting(true),
  progressLabels: listSetting.transform((labels) => labels.map((label) => label.toLowerCase())),
  since: sinceSetting,
});

export const gitlabSettings: SettingsForm<GitlabSettings> = {
  fields,
  scopes,
  parse(values, secrets = 'GIVEN') {
    const { progressLabels: progress, ...settings } = parseAccess(shape, values, secrets);
    return { ...settings, progress };
  },
};
