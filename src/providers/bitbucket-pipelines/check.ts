import { checkAccess, checkPath } from '../bitbucket-api/check-access.js';
import type { CheckReport, SourceContext } from '../provider.js';
import type { PipelinesSettings } from './settings.js';

/** Returns what can be read with the settings, item by item, and what to do about the rest. */
export const check = (settings: PipelinesSettings, context: SourceContext): Promise<CheckReport> =>
  checkAccess(settings, context, async (api, path) => [
    await checkPath(api, { what: 'Pipelines' }, `${path}/pipelines`, 'pipeline'),
  ]);
