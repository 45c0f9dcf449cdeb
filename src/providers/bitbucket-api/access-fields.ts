import { type RequiredScope, settingsFields } from '../settings-form.js';

/** The settings that every provider of Bitbucket Cloud asks for. */
export const accessFields = settingsFields([
  {
    key: 'email',
    keepsFacts: true,
    asked: true,
    label: 'E-mail address',
    help: 'The Atlassian e-mail address of the account of an API token. Left empty for an access token of a workspace, project or repository.',
  },
  {
    secret: true,
    required: true,
    key: 'token',
    label: 'Token',
    help: 'An API token with scopes (id.atlassian.com, Security, API tokens, app Bitbucket), or an access token. App passwords ended in June 2026.',
  },
  {
    key: 'workspaces',
    keepsFacts: true,
    asked: true,
    label: 'Workspaces',
    help: 'Ids of workspaces as in their addresses, one a line. Left empty together with the repositories: all that the account belongs to.',
    kind: 'LIST',
    discovers: 'WORKSPACE',
  },
  {
    key: 'projects',
    keepsFacts: true,
    label: 'Projects',
    help: 'Keys of projects, one a line, to which the workspaces are restricted. Left empty: all.',
    kind: 'LIST',
  },
  {
    key: 'repositories',
    keepsFacts: true,
    label: 'Repositories',
    help: 'Single repositories as workspace/repository, one a line, in addition to those of the workspaces.',
    kind: 'LIST',
    discovers: 'REPOSITORY',
  },
  {
    key: 'bots',
    label: 'Bots',
    help: 'Account ids, or names as Bitbucket shows them, of bots that it lists as users, one a line.',
    kind: 'LIST',
  },
  {
    secret: true,
    key: 'webhookSecret',
    label: 'Webhook secret',
    help: 'The secret that is written at the webhook in Bitbucket. Left empty: webhooks are refused and everything comes by the regular sync.',
  },
  {
    key: 'baseUrl',
    keepsFacts: true,
    label: 'Address of the API',
    help: 'Leave it as it is. Bitbucket Data Center is a provider of its own.',
    kind: 'URL',
    default: 'https://api.bitbucket.org',
  },
]);

const API_TOKEN = 'API token';
const ACCESS_TOKEN = 'Access token';

/** Returns a scope under the names that it has for both kinds of token. */
export const scopesOf = (
  name: string,
  { why, without }: Pick<RequiredScope, 'why' | 'without'>,
): readonly RequiredScope[] => [
  { name: `read:${name}:bitbucket`, credential: API_TOKEN, why, without },
  { name, credential: ACCESS_TOKEN, why, without },
];

/** The scopes by which repositories are found. */
export const accessScopes: readonly RequiredScope[] = [
  ...scopesOf('repository', { why: 'The list of repositories, commits, tags.', without: null }),
  {
    name: 'read:workspace:bitbucket',
    credential: API_TOKEN,
    why: 'The workspaces that the account belongs to.',
    without: 'Workspaces have to be named.',
  },
  {
    name: 'read:user:bitbucket',
    credential: API_TOKEN,
    why: 'Whose token it is, for the check.',
    without: 'The check does not say whose token it is.',
  },
];
