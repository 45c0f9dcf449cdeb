import { z } from 'zod';
import {
  type AccessValues,
  accessFaults,
  accessOf,
  accessShape,
  type HarnessAccess,
} from '../harness-api/access.js';
import { accountFields, permission, projectScope } from '../harness-api/access-fields.js';
import { patternsSetting } from '../run-naming.js';
import { flagSetting, parseSettings } from '../setting-values.js';
import { type SettingsForm, settingsFields } from '../settings-form.js';
import type { Naming } from './naming.js';

export interface HarnessSettings extends HarnessAccess {
  readonly naming: Naming;
  /** True if the graphs of builds are read, which name the images that they published. */
  readonly readsImages: boolean;
}

export const PIPELINE_VIEW = 'core_pipeline_view';

const PATTERNS = 'One a line; `*` is any text. Case does not count.';

const fields = settingsFields([
  ...accountFields,
  {
    key: 'since',
    label: 'Read from',
    kind: 'DATE',
    help: 'Executions that started on this day or later are read. Left empty: the last 180 days, which is about how long Harness keeps them.',
  },
  {
    key: 'deploys',
    label: 'What deploys besides',
    kind: 'LIST',
    help: `Pipelines that deploy without a deployment stage, by name or identifier. What has a deployment stage deploys anyway. ${PATTERNS}`,
  },
  {
    key: 'production',
    label: 'Production environments',
    kind: 'LIST',
    help: `Environments that are production though Harness calls them PreProduction, by name or identifier. ${PATTERNS}`,
  },
  {
    key: 'images',
    label: 'Read published images',
    kind: 'FLAG',
    default: 'true',
    help: 'The images that a build published tie its commits to the deployments of them. That costs a call a successful build.',
  },
  {
    key: 'webhookSecret',
    label: 'Secret of the webhook',
    help: 'The secret that the notification rule sends in a header. Left empty: deliveries are refused, and syncs alone bring changes in.',
    secret: true,
  },
]);

const shape = z.object({
  ...accessShape,
  deploys: patternsSetting([]),
  production: patternsSetting([]),
  images: flagSetting(true),
});

export const harnessSettings: SettingsForm<HarnessSettings> = {
  fields,
  scopes: [
    projectScope,
    permission(PIPELINE_VIEW, 'Executions of pipelines. The role Account Viewer holds it.'),
  ],
  parse(values, secrets = 'GIVEN') {
    const faultsOf = (parsed: AccessValues) => accessFaults(parsed, secrets);
    const { deploys, production, images, ...access } = parseSettings(shape, values, faultsOf);
    return { ...accessOf(access), naming: { deploys, production }, readsImages: images };
  },
};
