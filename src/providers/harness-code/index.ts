import { identifyAccess } from '../harness-api/access.js';
import { defineProvider } from '../provider.js';
import { check } from './check.js';
import { collect } from './collect.js';
import { discover } from './discover.js';
import { lacks } from './lacks.js';
import { fetchNudged } from './nudges.js';
import { open, receive } from './receive.js';
import { type CodeSettings, codeSettings } from './settings.js';
import { spotCheck } from './spot-check.js';
import { toFacts } from './to-facts.js';

/** Repositories and pull requests of Harness Code. */
export const harnessCode = defineProvider<CodeSettings>({
  id: 'HARNESS_CODE',
  title: 'Harness Code',
  description:
    'Repositories and pull requests of Harness Code with their commits, reviews and comments.',
  categories: ['SOURCE_CODE_MANAGEMENT'],
  applicationType: 'HARNESS',
  lacks,
  settings: codeSettings,
  identify: (settings) => identifyAccess(settings, 'harness-code', 'Harness Code'),
  check,
  collect,
  toFacts,
  discover,
  receive,
  open,
  fetchNudged,
  spotCheck,
});
