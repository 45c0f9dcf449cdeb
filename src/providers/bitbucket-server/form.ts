import { type RequiredScope, settingsFields } from '../settings-form.js';

/** The fields, in the order in which they are asked. */
export const fields = settingsFields([
  {
    key: 'baseUrl',
    keepsFacts: true,
    label: 'Address of Bitbucket',
    help: 'Address of its web pages, with the path that it lies below, such as https://example.com/bitbucket.',
    kind: 'URL',
    required: true,
  },
  {
    key: 'username',
    keepsFacts: true,
    label: 'Username',
    help: 'Only where the server knows no tokens: then the token is the password. Left empty: an HTTP access token is used.',
  },
  {
    key: 'token',
    label: 'HTTP access token',
    help: 'Made in the account, a project or a repository under "HTTP access tokens", with "Repository read".',
    secret: true,
    required: true,
  },
  {
    key: 'projects',
    keepsFacts: true,
    label: 'Projects',
    help: 'Keys of projects whose repositories are read, one a line; ~name for the personal ones of a user. Left empty together with the repositories: all that the token sees.',
    kind: 'LIST',
    discovers: 'PROJECT',
  },
  {
    key: 'repositories',
    keepsFacts: true,
    label: 'Repositories',
    help: 'Single repositories as KEY/repository, one a line, in addition to those of the projects.',
    kind: 'LIST',
    discovers: 'REPOSITORY',
  },
  {
    key: 'personal',
    keepsFacts: true,
    label: 'Personal repositories',
    help: 'Where no project and repository is named: read the personal repositories of users too.',
    kind: 'FLAG',
    default: 'false',
  },
  {
    key: 'tags',
    keepsFacts: true,
    label: 'Tags',
    help: 'Releases of software are tags.',
    kind: 'FLAG',
    default: 'true',
  },
  {
    key: 'commits',
    keepsFacts: true,
    label: 'Commits of the default branch',
    help: 'Without lines and files. A git repository that is connected too brings both.',
    kind: 'FLAG',
    default: 'false',
  },
  {
    key: 'since',
    keepsFacts: true,
    label: 'Read from',
    help: 'The first sync reads pull requests that were updated since this day. Left empty: 90 days.',
    kind: 'DATE',
  },
  {
    key: 'bots',
    label: 'Bots',
    help: 'Usernames of bots, one a line. Service users are bots by themselves.',
    kind: 'LIST',
  },
  {
    key: 'webhookSecret',
    label: 'Webhook secret',
    help: 'The secret that is written at the webhook in Bitbucket. Left empty: webhooks are refused and everything comes by the regular sync.',
    secret: true,
  },
]);

/** The permissions to grant, as Bitbucket names them. */
export const scopes: readonly RequiredScope[] = [
  {
    name: 'Repository read',
    credential: 'HTTP access token',
    why: 'Repositories with their pull requests, commits, activities and tags (REPO_READ).',
    without: null,
  },
  {
    name: 'Project read',
    credential: 'HTTP access token',
    why: 'All repositories of a project, those that are added later too (PROJECT_READ).',
    without: 'Repositories must be granted one by one, and projects cannot be offered to choose.',
  },
];
