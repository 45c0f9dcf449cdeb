import { identifyAccess } from '../harness-api/access.js';
import { discover } from '../harness-api/discover.js';
import { defineProvider } from '../provider.js';
import { check } from './check.js';
import { collect } from './collect.js';
import { lacks } from './lacks.js';
import { fetchNudged } from './nudges.js';
import { open, receive } from './receive.js';
import { type HarnessSettings, harnessSettings } from './settings.js';
import { spotCheck } from './spot-check.js';
import { toFacts } from './to-facts.js';

/** Executions of Harness pipelines, with their stages. */
export const harness = defineProvider<HarnessSettings>({
  id: 'HARNESS',
  title: 'Harness',
  description:
    'Executions of Harness CI/CD pipelines with their stages, services, environments and images.',
  categories: ['CONTINUOUS_INTEGRATION', 'CONTINUOUS_DEPLOYMENT'],
  applicationType: 'HARNESS',
  lacks,
  settings: harnessSettings,
  identify: (settings) => identifyAccess(settings, 'harness', 'Harness'),
  check,
  collect,
  toFacts,
  discover,
  receive,
  open,
  fetchNudged,
  spotCheck,
});
