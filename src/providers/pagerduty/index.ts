import { defineProvider } from '../provider.js';
import { check } from './check.js';
import { collect } from './collect.js';
import { discover } from './discover.js';
import { lacks } from './lacks.js';
import { fetchNudged } from './reading/fetch-nudged.js';
import { open, receive } from './receive.js';
import { identify, type PagerdutySettings, pagerdutySettings } from './settings.js';
import { spotCheck } from './spot-check.js';
import { toFacts } from './to-facts.js';

export const pagerduty = defineProvider<PagerdutySettings>({
  id: 'PAGERDUTY',
  title: 'PagerDuty',
  description: 'Incidents of PagerDuty with their owners, resolutions and the severity of alerts.',
  categories: ['INCIDENT_MANAGEMENT'],
  applicationType: 'PAGERDUTY',
  lacks,
  settings: pagerdutySettings,
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
