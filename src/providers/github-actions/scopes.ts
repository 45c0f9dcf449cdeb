import type { RequiredScope } from '../settings-form.js';

const CLASSIC = 'Personal access token (classic)';
const FINE_GRAINED = 'Fine-grained personal access token';
const APP = 'GitHub App';

const runs = { why: 'Workflow runs, their attempts and jobs.', without: null };
const deployments = {
  why: 'Deployments, their environments and how they went.',
  without: 'Runs are read, but not which environment they deployed to.',
};
const metadata = { why: 'Which repositories there are.', without: null };

/** The scopes to grant, as GitHub's own pages name them. */
export const scopes: readonly RequiredScope[] = [
  {
    name: 'repo',
    credential: CLASSIC,
    why: 'Runs and deployments of private repositories. Public ones need no scope.',
    without: 'Only public repositories are read.',
  },
  {
    name: 'read:org',
    credential: CLASSIC,
    why: 'The private repositories of organisations in the list to choose from.',
    without: 'Organisations have to be named by hand.',
  },
  ...[FINE_GRAINED, APP].flatMap((credential) => [
    { name: 'metadata:read', credential, ...metadata },
    { name: 'actions:read', credential, ...runs },
    { name: 'deployments:read', credential, ...deployments },
  ]),
];
