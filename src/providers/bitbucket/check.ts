import { checkAccess, checkPath } from '../bitbucket-api/check-access.js';
import type { CheckReport, SourceContext } from '../provider.js';
import type { BitbucketSettings } from './settings.js';

/** Returns what can be read with the settings, item by item, and what to do about the rest. */
export const check = (settings: BitbucketSettings, context: SourceContext): Promise<CheckReport> =>
  checkAccess(settings, context, async (api, path) => [
    await checkPath(api, { what: 'Pull requests' }, `${path}/pullrequests`, 'pullrequest'),
    await checkPath(api, { what: 'Tags' }, `${path}/refs/tags`, 'repository'),
  ]);
