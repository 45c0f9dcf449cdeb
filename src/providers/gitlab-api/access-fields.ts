import { type RequiredScope, settingsFields } from '../settings-form.js';

const TOKEN = 'Personal, group or project access token';

/** The scopes and roles to grant, as GitLab names them. */
export const scopes: readonly RequiredScope[] = [
  {
    name: 'read_api',
    credential: TOKEN,
    why: 'Everything is read by the API.',
    without: null,
  },
  {
    name: 'Reporter',
    credential: `Role of the user of a ${TOKEN.toLowerCase()}`,
    why: 'Code, merge requests and pipelines of private and internal projects.',
    without: 'A Guest sees the issues of such projects alone.',
  },
];

/** The settings that every provider of GitLab asks for. */
export const accessFields = settingsFields([
  {
    key: 'baseUrl',
    keepsFacts: true,
    label: 'Address of GitLab',
    help: 'Leave it as it is for GitLab.com. For a server of your own: the address that people open, with the path that GitLab lies below, such as https://example.com/gitlab.',
    kind: 'URL',
    default: 'https://gitlab.com',
  },
  {
    secret: true,
    required: true,
    key: 'token',
    label: 'Token',
    help: 'An access token of a group, a project or a person, with the scope read_api and at least the role Reporter.',
  },
  {
    key: 'groups',
    keepsFacts: true,
    label: 'Groups',
    help: 'Full paths of groups whose projects are read, those of their subgroups too, one a line. Left empty together with the projects: all projects that the user of the token is a member of.',
    kind: 'LIST',
    discovers: 'GROUP',
  },
  {
    key: 'projects',
    keepsFacts: true,
    label: 'Projects',
    help: 'Single projects as group/name, one a line, in addition to those of the groups.',
    kind: 'LIST',
    discovers: 'PROJECT',
  },
  {
    secret: true,
    key: 'webhookSecret',
    label: 'Webhook secret',
    help: 'The secret token, or the signing token (whsec_...), that is written at the webhook in GitLab. Left empty: webhooks are refused and everything comes by the regular sync.',
  },
  {
    key: 'bots',
    label: 'Bots',
    help: 'User names of bots that GitLab lists as users, one a line. Users of access tokens and service accounts are known by themselves.',
    kind: 'LIST',
  },
]);
