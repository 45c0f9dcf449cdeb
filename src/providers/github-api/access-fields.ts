import { settingsFields } from '../settings-form.js';

/** The settings that every provider of GitHub asks for. */
export const accessFields = settingsFields([
  {
    key: 'baseUrl',
    keepsFacts: true,
    label: 'Address of GitHub',
    help: 'Leave it as it is for github.com. For GitHub Enterprise Server: the address of its web pages, such as https://github.example.com.',
    kind: 'URL',
    default: 'https://github.com',
  },
  {
    secret: true,
    key: 'token',
    label: 'Token',
    help: 'A personal access token, classic or fine-grained. Several, one a line, share the calls among them. Not needed with a GitHub App.',
  },
  {
    key: 'appId',
    keepsFacts: true,
    label: 'GitHub App: App ID',
    help: 'The App ID on the page of the App. Left empty: the tokens are used.',
  },
  {
    secret: true,
    key: 'appPrivateKey',
    label: 'GitHub App: private key',
    help: 'The whole text of the .pem file that GitHub made for the App.',
  },
  {
    key: 'appInstallationId',
    keepsFacts: true,
    label: 'GitHub App: installation id',
    help: 'The number at the end of the address of the installation, below Settings, GitHub Apps, Configure.',
  },
  {
    key: 'organizations',
    keepsFacts: true,
    label: 'Organisations',
    help: 'Logins of organisations or users whose repositories are read, one a line. Left empty together with the repositories: all that the credential sees.',
    kind: 'LIST',
    discovers: 'ORGANIZATION',
  },
  {
    key: 'repositories',
    keepsFacts: true,
    label: 'Repositories',
    help: 'Single repositories as owner/name, one a line, in addition to those of the organisations.',
    kind: 'LIST',
    discovers: 'REPOSITORY',
  },
  {
    secret: true,
    key: 'webhookSecret',
    label: 'Webhook secret',
    help: 'The secret that is written at the webhook in GitHub. Left empty: webhooks are refused and everything comes by the regular sync.',
  },
]);
