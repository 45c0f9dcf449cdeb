import { discover } from '../bitbucket-api/discover.js';
import { identifyAccess } from '../bitbucket-api/identify.js';
import { receive } from '../bitbucket-api/receive.js';
import { defineProvider, type SourceIdentity } from '../provider.js';
import { check } from './check.js';
import { collect } from './collect.js';
import { fetchNudged } from './fetch-nudged.js';
import { lacks } from './lacks.js';
import { open } from './open.js';
import { type PipelinesSettings, pipelinesSettings } from './settings.js';
import { spotCheck } from './spot-check.js';
import { toFacts } from './to-facts.js';

/** Returns an identity of its own: Bitbucket itself is another source than its pipelines. */
function identify(settings: PipelinesSettings): SourceIdentity {
  const identity = identifyAccess(settings, 'bitbucket-pipelines');
  return { ...identity, name: `Pipelines of ${identity.name}` };
}

/** Bitbucket Pipelines: pipelines and deployments of Bitbucket Cloud. */
export const bitbucketPipelines = defineProvider<PipelinesSettings>({
  id: 'BITBUCKET_PIPELINES',
  title: 'Bitbucket Pipelines',
  description: 'Pipelines and deployments to environments of Bitbucket Cloud.',
  categories: ['CONTINUOUS_INTEGRATION', 'CONTINUOUS_DEPLOYMENT'],
  applicationType: 'BITBUCKET',
  lacks,
  settings: pipelinesSettings,
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
