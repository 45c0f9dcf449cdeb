import { collectBy } from '../gitlab-api/reading/collect.js';
import type { CollectContext, Page } from '../provider.js';
import { reading } from './lists.js';
import type { GitlabSettings } from './settings.js';

export const collect = (settings: GitlabSettings, context: CollectContext): AsyncGenerator<Page> =>
  collectBy(reading, settings, context);
