import { type RequiredScope, settingsFields } from '../settings-form.js';

const STATES =
  'Only where the words of the states do not say it: numbers of states with Open, Resolved, Closed or Canceled, such as 10=Closed.';

/** The fields that the form asks for. */
export const fields = settingsFields([
  {
    key: 'baseUrl',
    keepsFacts: true,
    label: 'Address',
    kind: 'URL',
    help: 'The address of the instance, such as https://example.service-now.com.',
    required: true,
  },
  {
    key: 'login',
    keepsFacts: true,
    label: 'Login',
    kind: 'CHOICE',
    help: 'What the account logs in with: BASIC (user name and password), CLIENT (OAuth client), BEARER (OAuth access token) or API_KEY.',
    choices: [
      { value: 'BASIC', label: 'User name and password' },
      { value: 'BEARER', label: 'OAuth access token' },
      { value: 'CLIENT', label: 'OAuth client id and client secret' },
      { value: 'API_KEY', label: 'REST API key' },
    ],
    default: 'BASIC',
  },
  {
    key: 'user',
    keepsFacts: true,
    label: 'User name or client id',
    help: 'BASIC: the user name of the account. CLIENT: the client id of the OAuth application. Otherwise leave it empty.',
    asked: true,
  },
  {
    key: 'token',
    label: 'Password, token or key',
    help: 'BASIC: the password. BEARER: an access token. CLIENT: the client secret. API_KEY: the REST API key.',
    required: true,
    secret: true,
  },
  {
    key: 'incidentFilter',
    label: 'Filter of incidents',
    help: 'An encoded query, as "Copy query" of a list gives it, such as category=software^priorityIN1,2. Left empty: all incidents.',
  },
  {
    key: 'changeRequests',
    label: 'Change requests',
    kind: 'FLAG',
    help: 'Whether change requests are read.',
    default: 'true',
  },
  {
    key: 'changeRequestFilter',
    label: 'Filter of change requests',
    help: 'An encoded query of the table change_request, such as type=standard. Left empty: all change requests.',
  },
  {
    key: 'customFields',
    label: 'More fields',
    kind: 'LIST',
    help: 'Other columns to keep, by name, such as u_team. Filters can ask for them as field:u_team.',
    discovers: 'FIELD',
  },
  {
    key: 'since',
    label: 'Read from',
    kind: 'DATE',
    help: 'Rows that changed on this day or later are read. Left empty: the last 180 days.',
  },
  { key: 'incidentStates', label: 'States of incidents', kind: 'LIST', help: STATES },
  { key: 'changeStates', label: 'States of change requests', kind: 'LIST', help: STATES },
  {
    key: 'allDomains',
    label: 'All domains',
    kind: 'FLAG',
    help: 'Whether rows of all domains are read where the instance separates domains. The account needs a role for it.',
    default: 'false',
  },
]);

const role = 'role of the account';

/** The roles to grant, as ServiceNow itself names them. */
export const scopes: readonly RequiredScope[] = [
  { name: 'itil', credential: role, why: 'Incidents and change requests.', without: null },
  {
    name: 'personalize_choices',
    credential: role,
    why: 'The table sys_choice: the words of states.',
    without: 'States are known by the numbers that ServiceNow delivers them with.',
  },
  {
    name: 'personalize_dictionary',
    credential: role,
    why: 'The table sys_dictionary: whether the fields of filters exist, since unknown ones are ignored.',
    without: 'A misspelt filter reads all rows.',
  },
  {
    name: 'user_admin',
    credential: role,
    why: 'The table sys_user: e-mail addresses, which find the developers.',
    without: 'People are known by name and id alone, and must be matched by hand.',
  },
];
