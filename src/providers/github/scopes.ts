import type { RequiredScope } from '../settings-form.js';

const CLASSIC = 'Personal access token (classic)';
const FINE_GRAINED = 'Fine-grained personal access token';
const APP = 'GitHub App';

/** Fine-grained tokens and Apps are granted the same permissions, under the same names. */
const granted = (scope: Omit<RequiredScope, 'credential'>): RequiredScope[] =>
  [FINE_GRAINED, APP].map((credential) => ({ ...scope, credential }));

/** The scopes to grant, as GitHub itself names them. */
export const scopes: readonly RequiredScope[] = [
  {
    name: 'repo',
    credential: CLASSIC,
    why: 'Private repositories with their pull requests, issues and tags. For public ones alone `public_repo` is enough.',
    without: null,
  },
  {
    name: 'read:org',
    credential: CLASSIC,
    why: 'The organisations that the token belongs to.',
    without: 'Organisations cannot be offered to choose from.',
  },
  {
    name: 'read:user',
    credential: CLASSIC,
    why: 'Names and public e-mail addresses, by which people are matched.',
    without: null,
  },
  ...granted({
    name: 'Metadata: read',
    why: 'The list of repositories.',
    without: null,
  }),
  ...granted({
    name: 'Pull requests: read',
    why: 'Pull requests with their reviews and comments.',
    without: 'There are no pull requests.',
  }),
  ...granted({
    name: 'Contents: read',
    why: 'Commits, files of pull requests, tags.',
    without: 'There are no commits and tags.',
  }),
  ...granted({
    name: 'Issues: read',
    why: 'Issues as work items.',
    without: 'There are no issues.',
  }),
];
