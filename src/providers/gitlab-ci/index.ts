import { discover } from '../gitlab-api/discover.js';
import { identifyAs } from '../gitlab-api/identify.js';
import { collectBy } from '../gitlab-api/reading/collect.js';
import { receive } from '../gitlab-api/receive.js';
import { defineProvider } from '../provider.js';
import { check } from './check.js';
import { fetchNudged } from './fetch-nudged.js';
import { lacks } from './lacks.js';
import { reading } from './lists.js';
import { open } from './open.js';
import { type GitlabCiSettings, gitlabCiSettings } from './settings.js';
import { spotCheck } from './spot-check.js';
import { toFacts } from './to-facts.js';

/** GitLab CI/CD, in the cloud or self-managed: pipelines, jobs, deployments. */
export const gitlabCi = defineProvider<GitlabCiSettings>({
  id: 'GITLAB_CI',
  title: 'GitLab CI/CD',
  description:
    'Pipelines with their jobs, and deployments to environments, of GitLab.com or a GitLab of your own.',
  categories: ['CONTINUOUS_INTEGRATION', 'CONTINUOUS_DEPLOYMENT'],
  applicationType: 'GITLAB',
  lacks,
  settings: gitlabCiSettings,
  identify: identifyAs('gitlab-ci'),
  check,
  collect: (settings, context) => collectBy(reading, settings, context),
  toFacts,
  discover,
  receive,
  open,
  fetchNudged,
  spotCheck,
});
