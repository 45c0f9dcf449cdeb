import { discover } from '../github-api/discover.js';
import { identifyAccess } from '../github-api/identify.js';
import { receive } from '../github-api/receive.js';
import { defineProvider, type SourceIdentity } from '../provider.js';
import { check } from './check.js';
import { collect } from './collect.js';
import { fetchNudged } from './nudges.js';
import { open } from './receive.js';
import { type ActionsSettings, actionsSettings } from './settings.js';
import { spotCheck } from './spot-check.js';
import { toFacts } from './to-facts.js';

/** Returns an identity of its own: GitHub itself is another source than its Actions. */
function identify(settings: ActionsSettings): SourceIdentity {
  const { place, name, directory } = identifyAccess(settings);
  const own = place.replace(/^github:/, 'github-actions:');
  return { id: own, place: own, name: `Actions of ${name}`, directory };
}

/** GitHub Actions, cloud and Enterprise Server: runs with all their attempts and jobs, and deployments. */
export const githubActions = defineProvider<ActionsSettings>({
  id: 'GITHUB_ACTIONS',
  title: 'GitHub Actions',
  description:
    'Workflow runs with every attempt and job, and deployments to environments, of GitHub or GitHub Enterprise Server.',
  categories: ['CONTINUOUS_INTEGRATION', 'CONTINUOUS_DEPLOYMENT'],
  applicationType: 'GITHUB',
  settings: actionsSettings,
  identify,
  check,
  collect,
  toFacts,
  discover,
  receive,
  open,
  fetchNudged,
  spotCheck,
});
