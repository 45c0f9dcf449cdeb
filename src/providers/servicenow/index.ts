import { defineProvider } from '../provider.js';
import { check } from './check.js';
import { collect } from './collect.js';
import { discover } from './discover.js';
import { lacks } from './lacks.js';
import { identify, type ServicenowSettings, servicenowSettings } from './settings.js';
import { spotCheck } from './spot-check.js';
import { toFacts } from './to-facts.js';

/** It sends no webhooks, so it is asked often. A sweep reads all rows again, since renamed references move no date. */
const rhythm = { minutes: 5, pages: 200, sweepHours: 7 * 24 };

export const servicenow = defineProvider<ServicenowSettings>({
  id: 'SERVICENOW',
  title: 'ServiceNow',
  description: 'Incidents and change requests of a ServiceNow instance, by its Table API.',
  categories: ['INCIDENT_MANAGEMENT'],
  applicationType: 'SERVICENOW',
  lacks,
  settings: servicenowSettings,
  rhythm,
  identify,
  check,
  collect,
  toFacts,
  discover,
  spotCheck,
});
