import { type RequiredScope, settingsFields } from '../settings-form.js';

const credential = 'API token';

/** The permissions to grant, as the matrix of Jenkins names them. */
export const scopes: readonly RequiredScope[] = [
  { name: 'Overall/Read', credential, why: 'To be let in.', without: null },
  { name: 'Job/Read', credential, why: 'Jobs and their builds, in each folder.', without: null },
];

/** The values of settings that are left empty. */
export const defaults = {
  deployJobs: ['deploy', 'promote', 'rollout', 'rollback', 'release', 'cd'],
  builds: ['ci', 'build', 'test', 'tests'],
  deployStages: ['deploy', 'promote', 'rollout', 'rollback', 'production'],
  deployBranches: ['main', 'master', 'trunk', 'production', 'release*'],
  environments: [
    'staging = staging',
    'stage = staging',
    'test = test',
    'qa = qa',
    'uat = uat',
    'dev = development',
    'development = development',
    '*preprod* = pre-production',
    '*pre-prod* = pre-production',
    '* = production',
  ],
} as const;

const PATTERNS =
  'One a line: a word of the name, or a pattern of the whole name with `*`. Case does not count.';
const RULES =
  'One a line, `pattern = value`. The value may hold `$1` for what the first star stands for, and `$NAME` for a parameter of the build.';

const access = [
  {
    key: 'baseUrl',
    label: 'Address of Jenkins',
    help: 'With its path, such as https://jenkins.example.com or https://ci.example.com/jenkins.',
    kind: 'URL',
    required: true,
  },
  {
    key: 'user',
    keepsFacts: true,
    label: 'User',
    help: 'The id of the user that the token belongs to.',
    required: true,
  },
  {
    key: 'token',
    label: 'API token',
    help: 'Made on the page of the user, Security, API Token. A password is not taken by servers with a login of their own.',
    secret: true,
  },
  {
    key: 'jobs',
    label: 'Jobs',
    help: 'Full names of folders and jobs, such as shop or shop/deploy, or patterns such as shop/*-deploy, one a line. Left empty: all that the user may read.',
    kind: 'LIST',
    discovers: 'JOB',
    asked: true,
  },
  {
    key: 'since',
    label: 'Read from',
    help: 'Builds of this day or later are read. Left empty: the last 180 days.',
    kind: 'DATE',
  },
] as const;

const meaning = [
  {
    key: 'deployJobs',
    label: 'Jobs that deploy',
    help: `Jobs whose builds are deployments. ${PATTERNS}`,
    kind: 'LIST',
    default: defaults.deployJobs.join('\n'),
  },
  {
    key: 'builds',
    label: 'Jobs that build, too',
    help: `Those among them that build as well as deploy. What does not deploy builds anyway. ${PATTERNS}`,
    kind: 'LIST',
    default: defaults.builds.join('\n'),
  },
  {
    key: 'deployStages',
    label: 'Stages that deploy',
    help: `Stages of pipelines that are deployments of their own. A failed one is a failed deployment, whatever the build ends as. ${PATTERNS}`,
    kind: 'LIST',
    default: defaults.deployStages.join('\n'),
  },
  {
    key: 'deployBranches',
    label: 'Branches that deploy',
    help: `Of multibranch jobs, only builds of these branches deploy: Jenkins shows a stage that was skipped as a success. ${PATTERNS}`,
    kind: 'LIST',
    default: defaults.deployBranches.join('\n'),
  },
  {
    key: 'environments',
    label: 'Environments',
    help: `Where a stage or a job deploys to, by the name of the stage, else of the job, else of the branch. ${RULES}`,
    kind: 'LIST',
    default: defaults.environments.join('\n'),
  },
  {
    key: 'production',
    label: 'Production environments',
    help: `Left empty: names with prod or live. Otherwise these alone. ${PATTERNS}`,
    kind: 'LIST',
  },
  {
    key: 'services',
    label: 'Services',
    help: `What is deployed, by the name of the job, else of the stage. ${RULES}`,
    kind: 'LIST',
  },
] as const;

const code = [
  {
    key: 'branches',
    label: 'Branches',
    help: `The branch of jobs that are not multibranch, by the name of the job. Left empty: what git checked out. ${RULES}`,
    kind: 'LIST',
  },
  {
    key: 'repositories',
    label: 'Repositories',
    help: `The address of the code of a job. Left empty: what git checked out. ${RULES}`,
    kind: 'LIST',
  },
  {
    key: 'libraries',
    label: 'Shared libraries',
    help: 'Addresses, or patterns of them, of code that pipelines check out without building it.',
    kind: 'LIST',
  },
  {
    key: 'unstable',
    label: 'Unstable',
    help: 'What a build or a stage is that ends as UNSTABLE.',
    kind: 'CHOICE',
    choices: [
      { value: 'SUCCESS', label: 'A success: it was deployed' },
      { value: 'FAILURE', label: 'A failure' },
    ],
    default: 'SUCCESS',
  },
  {
    key: 'stages',
    label: 'Read stages',
    help: 'One call for each build of a pipeline. Needs the plugin Pipeline: REST API, which Stage View brings.',
    kind: 'FLAG',
    default: 'true',
  },
  {
    key: 'webhookSecret',
    keepsFacts: true,
    label: 'Webhook secret',
    help: 'A text that the plugin sends as Authorization: Bearer. Left empty: webhooks are refused and everything comes by the regular sync.',
    secret: true,
  },
] as const;

export const fields = settingsFields([...access, ...meaning, ...code]);
