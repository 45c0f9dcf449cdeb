import { type RequiredScope, settingsFields } from '../settings-form.js';

/** Where accounts of the service region US live. */
export const DEFAULT_ADDRESS = 'https://api.pagerduty.com';

/** The fields that the form asks for. */
export const fields = settingsFields([
  {
    key: 'baseUrl',
    keepsFacts: true,
    label: 'Address of the API',
    kind: 'URL',
    help: 'https://api.pagerduty.com, or https://api.eu.pagerduty.com for an account of the service region EU.',
    default: DEFAULT_ADDRESS,
  },
  {
    key: 'subdomain',
    keepsFacts: true,
    label: 'Subdomain',
    help: 'Only to connect several accounts: the name before pagerduty.com in the address of this one, such as example.',
  },
  {
    key: 'token',
    label: 'API key',
    help: 'A read-only REST API key of the account (Integrations, API Access Keys), or a token of a user, who sees less.',
    required: true,
    secret: true,
  },
  {
    key: 'services',
    label: 'Services',
    kind: 'LIST',
    help: 'Ids of the services whose incidents are read, such as PIKL83L. Left empty: all that the key sees.',
    discovers: 'SERVICE',
  },
  {
    key: 'teams',
    label: 'Teams',
    kind: 'LIST',
    help: 'Ids of the teams whose incidents are read. Left empty: all that the key sees.',
    discovers: 'TEAM',
  },
  {
    key: 'alerts',
    label: 'Severity of alerts',
    kind: 'FLAG',
    help: 'Whether alerts are read, a call for each incident that has some: the highest severity among them is that of the incident.',
    default: 'true',
  },
  {
    key: 'since',
    label: 'Read from',
    kind: 'DATE',
    help: 'Incidents that began on this day or later are read. Left empty: the last 180 days.',
  },
  {
    key: 'webhookSecret',
    label: 'Secret of the webhook',
    help: 'The secret that PagerDuty shows when the webhook subscription is made. Left empty: deliveries are refused, and syncs alone bring changes in.',
    secret: true,
  },
]);

const scoped = 'scoped OAuth token';

/** The scopes to grant, as PagerDuty itself names them. */
export const scopes: readonly RequiredScope[] = [
  {
    name: 'incidents.read',
    credential: scoped,
    why: 'Incidents, their log entries and alerts.',
    without: null,
  },
  {
    name: 'services.read',
    credential: scoped,
    why: 'Services that the settings name.',
    without: 'Services cannot be chosen by name.',
  },
  {
    name: 'users.read',
    credential: scoped,
    why: 'E-mail addresses, which find the developers.',
    without: 'People are known by name and id alone, and must be matched by hand.',
  },
];
