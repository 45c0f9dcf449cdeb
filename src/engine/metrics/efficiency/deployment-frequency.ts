import { defineMetric } from '../../define-metric.js';
import { severalServices } from '../../delivery/by-service.js';
import {
  deployments,
  kindOfDeployments,
  rowOfDeployment,
  tagsOfDeployments,
} from '../../delivery/deployments.js';
import { describeDeployments } from '../../delivery/describe.js';
import { count } from '../../summary/count.js';

/**
 * Counts successful production deployments; the rate divides them by units of time.
 * @see {@link https://dora.dev/guides/dora-metrics/ | DORA}: deployment frequency.
 */
export const deploymentFrequency = defineMetric({
  id: 'DEPLOYMENT_FREQUENCY',
  title: 'Deployment frequency',
  description:
    'How often the team ships successfully to production. The profile says what a deployment is: a pipeline run, a released version, a merged pull request, a change request, or a release, which is a tag whose whole name matches the pattern of the team. Deployments that failed are excluded as not successful. A run of several services counts once, or once for each of them where the profile says so; by service it counts in each, so that services may add up to more. An excluded run is that of the first by name.',
  formula: 'number of successful production deployments; the rate divides it by units of time',
  unit: 'COUNT',
  better: 'HIGHER',
  profile: 'EFFICIENCY',
  population: 'FILTERS',
  inputs: {
    release: 'releasedAt',
    run: 'endedAt',
    version: 'releasedAt',
    pullRequest: 'mergedAt',
    changeRequest: 'resolvedAt',
  },
  parts: ['services'],
  flags: ['services'],
  standsFor: 'services',
  tags: ['repository', 'service', 'pipeline', 'project'],
  summary: count,
  reads: ({ efficiency }) => [kindOfDeployments(efficiency)],
  tagged: ({ efficiency }) => tagsOfDeployments(efficiency),
  options: describeDeployments,
  notes: ({ counted, parts }) => severalServices(counted, parts.services),
  *observe(inputs, rules) {
    for (const found of deployments(inputs, rules))
      yield 'excluded' in found ? found : rowOfDeployment(found, 1, {});
  },
});
