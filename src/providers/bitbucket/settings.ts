import { z } from 'zod';
import type { Instant } from '../../model/time.js';
import { accessShape, type BitbucketAccess, parseAccess } from '../bitbucket-api/access.js';
import { accessFields, accessScopes, scopesOf } from '../bitbucket-api/access-fields.js';
import { sinceSetting } from '../setting-values.js';
import { type SettingsForm, settingsFields } from '../settings-form.js';

export interface BitbucketSettings extends BitbucketAccess {
  /** The instant from which a first sync reads; null: 90 days before it. */
  readonly since: Instant | null;
}

const fields = settingsFields([
  ...accessFields,
  {
    key: 'since',
    keepsFacts: true,
    label: 'Read from',
    help: 'The first sync reads pull requests that were updated since this day. Left empty: 90 days.',
    kind: 'DATE',
  },
]);

const shape = z.object({
  ...accessShape,
  since: sinceSetting,
});

export const bitbucketSettings: SettingsForm<BitbucketSettings> = {
  fields,
  scopes: [
    ...accessScopes,
    ...scopesOf('pullrequest', {
      why: 'Pull requests with their commits, reviews and comments.',
      without: 'There are no pull requests.',
    }),
  ],
  parse: (values, secrets = 'GIVEN') => parseAccess(shape, values, secrets),
};
