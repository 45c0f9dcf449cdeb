import { discover } from '../gitlab-api/discover.js';
import { identifyAs } from '../gitlab-api/identify.js';
import { collectBy } from '../gitlab-api/reading/collect.js';
import { receive } from '../gitlab-api/receive.js';
import { defineProvider, type SourceIdentity } from '../provider.js';
import { check } from './check.js';
import { fetchNudged } from './fetch-nudged.js';
import { reading } from './lists.js';
import { open } from './open.js';
import { type GitlabCiSettings, gitlabCiSettings } from './settings.js';
import { spotCheck } from './spot-check.js';
import { toFacts } from './to-facts.js';

/** The code of the same place may be connected, too. */
function identify(settings: GitlabCiSettings): SourceIdentity {
  const identity = identifyAs('gitlab-ci')(settings);
  return { ...identity, name: `CI/CD of ${identity.name}` };
}

/** GitLab CI/CD, in the cloud or self-managed: pipelines, jobs, deployments. */
export const gitlabCi = defineProvider<GitlabCiSettings>({
  id: 'GITLAB_CI',
  title: 'GitLab CI/CD',
  description:
    'Pipelines with their jobs, and deployments to environments, of GitLab.com or a GitLab of your own.',
  categories: ['CONTINUOUS_INTEGRATION', 'CONTINUOUS_DEPLOYMENT'],
  applicationType: 'GITLAB',
  settings: gitlabCiSettings,
  identify,
  check,
  collect: (settings, context) => collectBy(reading, settings, context),
  toFacts,
  discover,
  receive,
  open,
  fetchNudged,
  spotCheck,
});
