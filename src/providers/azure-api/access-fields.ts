import { type RequiredScope, type SettingsField, settingsFields } from '../settings-form.js';

/** The settings by which an organisation is reached. One answer to each serves all providers of Azure DevOps. */
export const accessFields: readonly SettingsField[] = settingsFields([
  {
    key: 'organization',
    label: 'Organisation',
    help: 'The address of one organisation, such as https://dev.azure.com/fabrikam. For Azure DevOps Server: with the collection, such as https://azure.example.com/DefaultCollection.',
    required: true,
    kind: 'URL',
  },
  {
    key: 'token',
    label: 'Token',
    help: 'A personal access token of this organisation, or a token of Microsoft Entra. Tokens for all accessible organizations end on 2026-12-01.',
    required: true,
    secret: true,
  },
  {
    key: 'projects',
    keepsFacts: true,
    label: 'Projects',
    help: 'Names of projects, one a line. Left empty: all that the token sees, and those that are added later.',
    kind: 'LIST',
    asked: true,
    discovers: 'PROJECT',
  },
  {
    key: 'since',
    keepsFacts: true,
    label: 'Read from',
    help: 'What ended on this day or later is read. Left empty: the last 180 days.',
    kind: 'DATE',
  },
  {
    secret: true,
    key: 'webhookSecret',
    label: 'Webhook secret',
    help: 'A long random text that service hooks send as the password of basic authentication, or in the header X-Webhook-Secret. Left empty: they are refused, and everything comes by the regular sync.',
  },
]);

/** Returns a scope of a personal access token. */
export const scopeOf = (name: string, why: string, without: string | null): RequiredScope => ({
  name,
  credential: 'Personal access token',
  why,
  without,
});
