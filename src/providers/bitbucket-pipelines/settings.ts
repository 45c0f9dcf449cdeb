import { z } from 'zod';
import type { Instant } from '../../model/time.js';
import { accessShape, type BitbucketAccess, parseAccess } from '../bitbucket-api/access.js';
import { accessFields, accessScopes, scopesOf } from '../bitbucket-api/access-fields.js';
import {
  defaultBuilds,
  defaultDeploys,
  PATTERN_HELP,
  patternsSetting,
  type RunNaming,
} from '../run-naming.js';
import { daySetting } from '../setting-values.js';
import { type SettingsForm, settingsFields } from '../settings-form.js';

export interface PipelinesSettings extends BitbucketAccess {
  readonly naming: RunNaming;
  /** The instant from which a first sync reads; null: 90 days before it. */
  readonly since: Instant | null;
}

const fields = settingsFields([
  ...accessFields,
  {
    key: 'deploys',
    label: 'What deploys',
    help: `Names of pipelines that deploy without a deployment environment. ${PATTERN_HELP}`,
    kind: 'LIST',
    default: defaultDeploys.join('\n'),
  },
  {
    key: 'builds',
    label: 'What builds too',
    help: `Names of those among them that build as well as deploy. What does not deploy builds anyway. ${PATTERN_HELP}`,
    kind: 'LIST',
    default: defaultBuilds.join('\n'),
  },
  {
    key: 'production',
    label: 'Production environments',
    help: `Names of environments that are production although Bitbucket has them as Test or Staging. ${PATTERN_HELP}`,
    kind: 'LIST',
  },
  {
    key: 'since',
    keepsFacts: true,
    label: 'Read from',
    help: 'The first sync reads pipelines and deployments since this day. Left empty: 90 days.',
    kind: 'DATE',
  },
]);

const shape = z.object({
  ...accessShape,
  deploys: patternsSetting(defaultDeploys),
  builds: patternsSetting(defaultBuilds),
  production: patternsSetting([]),
  since: daySetting.transform((text) => (text === '' ? null : Date.parse(text))),
});

export const pipelinesSettings: SettingsForm<PipelinesSettings> = {
  fields,
  scopes: [
    ...accessScopes,
    ...scopesOf('pipeline', {
      why: 'Pipelines, deployments and their environments.',
      without: null,
    }),
  ],
  parse(values, secrets = 'GIVEN') {
    const { deploys, builds, production, ...rest } = parseAccess(shape, values, secrets);
    return { ...rest, naming: { deploys, builds, production } };
  },
};
