import { z } from 'zod';
import type { Instant } from '../../model/time.js';
import { accessShape, type BitbucketAccess, parseAccess } from '../bitbucket-api/access.js';
import { accessFields, accessScopes, scopesOf } from '../bitbucket-api/access-fields.js';
import { namingFields, namingShape, type RunNaming } from '../run-naming.js';
import { sinceSetting } from '../setting-values.js';
import { type SettingsForm, settingsFields } from '../settings-form.js';

export interface PipelinesSettings extends BitbucketAccess {
  readonly naming: RunNaming;
  /** The instant from which a first sync reads; null: 90 days before it. */
  readonly since: Instant | null;
}

const fields = settingsFields([
  ...accessFields,
  ...namingFields(
    'Names of pipelines that deploy without a deployment environment.',
    'Names of environments that are production although Bitbucket has them as Test or Staging.',
  ),
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
  ...namingShape,
  since: sinceSetting,
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
