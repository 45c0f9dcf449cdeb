import { defineProvider } from '../provider.js';
import { check } from './check.js';
import { collect } from './collect.js';
import { discover } from './discover.js';
import { lacks } from './lacks.js';
import { fetchNudged } from './nudges.js';
import { open, receive } from './receive.js';
import { identify, type JenkinsSettings, jenkinsSettings } from './settings.js';
import { spotCheck } from './spot-check.js';
import { toFacts } from './to-facts.js';

export const jenkins = defineProvider<JenkinsSettings>({
  id: 'JENKINS',
  title: 'Jenkins',
  description:
    'Builds of free-style jobs, pipelines and multibranch jobs in all folders, and the stages that deploy.',
  categories: ['CONTINUOUS_INTEGRATION', 'CONTINUOUS_DEPLOYMENT'],
  applicationType: 'JENKINS',
  lacks,
  settings: jenkinsSettings,
  identify,
  check,
  collect,
  toFacts,
  discover,
  receive,
  open,
  fetchNudged,
  spotCheck,
});
