import { defineMetric } from '../../metric.js';
import { count } from '../../summary/count.js';

export const deploymentFrequency = defineMetric({
  id: 'DEPLOYMENT_FREQUENCY',
  title: 'Deployment frequency',
  description:
    'How often the team ships. Where the profile names releases as its source, each release counts: a tag whose whole name matches the pattern of the team, tags on one commit being one.',
  formula: 'number of releases; the rate divides it by units of time',
  unit: 'COUNT',
  better: 'HIGHER',
  profile: 'EFFICIENCY',
  population: 'FILTERS',
  anchors: { release: 'releasedAt' },
  tags: ['repository'],
  summary: count,
  *observe({ releases }, { efficiency }) {
    if (efficiency.deploymentFrequency.source !== 'SOURCE_CODE_RELEASES') return;
    for (const { number: subject, developer, releasedAt: at, repository } of releases)
      yield { subject, developer, at, value: 1, tags: { repository } };
  },
});
