import { type RequiredScope, settingsFields } from '../../settings-form.js';

/** The fields that the form asks for. */
export const fields = settingsFields([
  {
    key: 'baseUrl',
    keepsFacts: true,
    label: 'Address',
    kind: 'URL',
    help: 'The address of the site, such as https://example.atlassian.net or https://jira.example.com. A Cloud token with scopes needs https://api.atlassian.com/ex/jira/ and the cloud id, which https://example.atlassian.net/_edge/tenant_info shows.',
    required: true,
  },
  {
    key: 'email',
    keepsFacts: true,
    label: 'E-mail',
    help: 'Cloud: the e-mail address of the account that the API token belongs to. Data Center: leave it empty, and give a personal access token.',
    asked: true,
  },
  {
    key: 'token',
    label: 'Token',
    help: 'Cloud: an API token. Data Center: a personal access token. An account of its own that may browse the projects is best.',
    required: true,
    secret: true,
  },
  {
    key: 'projects',
    keepsFacts: true,
    label: 'Projects',
    kind: 'LIST',
    help: 'Keys of the projects to read. Left empty: all that the account may browse.',
    discovers: 'PROJECT',
  },
  {
    key: 'boards',
    label: 'Boards',
    kind: 'LIST',
    help: 'Ids of the boards whose sprints are read. Left empty: the boards of the projects.',
    discovers: 'BOARD',
  },
  {
    key: 'since',
    label: 'Read from',
    kind: 'DATE',
    help: 'Issues that changed on this day or later are read, with their whole history. Left empty: the last 180 days.',
  },
  {
    key: 'storyPoints',
    label: 'Story points',
    kind: 'LIST',
    help: 'Fields that hold estimates, by id or name; the first that is filled counts. Left empty: what the boards estimate by, then "Story Points" and "Story point estimate".',
    discovers: 'FIELD',
  },
  {
    key: 'epicLink',
    label: 'Epic link',
    kind: 'LIST',
    help: 'Data Center: the field that names the epic, by id or name. Left empty: Jira’s own.',
    discovers: 'FIELD',
  },
  {
    key: 'customFields',
    label: 'More fields',
    kind: 'LIST',
    help: 'Other fields to keep, by id or name, such as a team. Filters can ask for them.',
    discovers: 'FIELD',
  },
  {
    key: 'excludedFields',
    label: 'Fields to leave out',
    kind: 'LIST',
    help: 'Fields that must not be read, by id or name, such as summary. Descriptions and comments are never read.',
    discovers: 'FIELD',
  },
  {
    key: 'webhookSecret',
    label: 'Secret of the webhook',
    help: 'The secret that the webhook in Jira signs with. Left empty: deliveries are refused, and syncs alone bring changes in.',
    secret: true,
  },
]);

const scoped = 'API token with scopes';
const account = 'API token or personal access token';

/** The scopes to grant, as Atlassian itself names them. */
export const scopes: readonly RequiredScope[] = [
  {
    name: 'read:jira-work',
    credential: scoped,
    why: 'Projects, issues, their history, fields, statuses and versions.',
    without: null,
  },
  {
    name: 'read:jira-user',
    credential: scoped,
    why: 'The account itself and its time zone, and who has an issue.',
    without: null,
  },
  {
    name: 'read:board-scope:jira-software',
    credential: scoped,
    why: 'Boards, and the field that each estimates by.',
    without: 'Sprints are not read, and estimates are found by the names of fields alone.',
  },
  {
    name: 'read:sprint:jira-software',
    credential: scoped,
    why: 'Sprints with their dates.',
    without: 'Sprints are not read.',
  },
  {
    name: 'BROWSE_PROJECTS',
    credential: account,
    why: 'The permission "Browse Projects" in each project that is read.',
    without: null,
  },
  {
    name: 'USER_PICKER',
    credential: account,
    why: 'The global permission "Browse users and groups" shows e-mail addresses, which find the developers.',
    without: 'People are known by name and account id alone, and must be matched by hand.',
  },
];
