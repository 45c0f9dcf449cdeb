import { z } from 'zod';
import { accessShape, type GithubAccess, parseAccess } from '../github-api/access.js';
import { accessFields } from '../github-api/access-fields.js';
import { namingFields, namingShape, partsSetting } from '../run-naming.js';
import { flagSetting } from '../setting-values.js';
import { type RequiredScope, type SettingsForm, settingsFields } from '../settings-form.js';
import type { Naming } from './naming.js';

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
const scopes: readonly RequiredScope[] = [
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

export interface ActionsSettings extends GithubAccess {
  readonly naming: Naming;
  readonly readsDeployments: boolean;
}

const fields = settingsFields([
  ...accessFields,
  ...namingFields(
    'Names of workflows, their files, and jobs that deploy.',
    'Left empty: those that GitHub marks as production, and names with prod or live. Otherwise these alone, and what GitHub marks.',
  ),
  {
    key: 'jobs',
    label: 'Jobs',
    help: 'Reading the jobs of a run costs a call. Without them the end of a run is when GitHub changed it last.',
    kind: 'CHOICE',
    choices: [
      { value: 'MAY_DEPLOY', label: 'Of runs that may deploy: all but those of pull requests' },
      { value: 'ALL', label: 'Of all runs' },
      { value: 'NONE', label: 'None' },
    ],
    default: 'MAY_DEPLOY',
  },
  {
    key: 'deployments',
    label: 'Read deployments',
    help: 'What jobs with an environment, and tools outside Actions, deployed and where to.',
    kind: 'FLAG',
    default: 'true',
  },
]);

const shape = z.object({
  ...accessShape,
  ...namingShape,
  jobs: partsSetting,
  deployments: flagSetting(true),
});

export const actionsSettings: SettingsForm<ActionsSettings> = {
  fields,
  scopes,
  parse(values, secrets = 'GIVEN') {
    const { deploys, builds, production, jobs, deployments, ...access } = parseAccess(
      shape,
      values,
      secrets,
    );
    return {
      ...access,
      naming: { deploys, builds, production, jobs },
      readsDeployments: deployments,
    };
  },
};
