import type { Rules } from '../../../model/team.js';
import { defineMetric, exclude } from '../../define-metric.js';
import { describeIncidents, describeResolution } from '../../delivery/describe.js';
import {
  kindOfIncidents,
  lacksOfIncidents,
  type ProductionIncident,
  productionIncidents,
  tagsOfIncidents,
} from '../../delivery/production-incidents.js';
import { elapsed } from '../../elapsed.js';
import { duration } from '../../summary/duration.js';

function sight(
  { input, createdAt, restoredAt: at, service, project }: ProductionIncident,
  { efficiency: { meanTimeToRestore: config, calendar } }: Rules,
) {
  if (at === null) return exclude(input, 'UNRESOLVED');
  if (at < createdAt) return exclude(input, 'BAD_TIMESTAMPS', at);
  const { number: subject, developer, repository } = input;
  return {
    subject,
    developer,
    at,
    value: elapsed(calendar, createdAt, at),
    // By the clock, while the value may know working hours alone.
    parts: { leadIn: config.includeIncidents === 'CREATED_IN_RANGE' ? at - createdAt : 0 },
    tags: { repository, service, project },
  };
}

/**
 * Aggregates resolved at - created at, in milliseconds, over resolved incidents.
 * @see {@link https://dora.dev/insights/dora-metrics-history | DORA's history}: time to restore service, as the reports before 2023 ask for it.
 */
export const meanTimeToRestore = defineMetric({
  id: 'MEAN_TIME_TO_RESTORE',
  title: 'Mean time to restore',
  description:
    'Time from the creation of a production incident to its resolution, in the bucket of the resolution. Incidents come from the incident tool, resolved or closed as the profile says, or are work items that the team takes for incidents. Incidents not resolved yet are excluded, and under CREATED_IN_RANGE incidents created before the range began.',
  formula: 'resolved at - created at, aggregated over resolved incidents',
  unit: 'DURATION',
  better: 'LOWER',
  profile: 'EFFICIENCY',
  population: 'FILTERS',
  inputs: { incident: 'resolvedAt', workItem: 'resolvedAt' },
  parts: ['leadIn'],
  tags: ['repository', 'service', 'project'],
  leadIn: 'leadIn',
  summary: duration,
  reads: ({ efficiency }) => [kindOfIncidents(efficiency.meanTimeToRestore.source)],
  tagged: ({ efficiency }) => tagsOfIncidents(efficiency.meanTimeToRestore.source),
  lacks: (rules) => lacksOfIncidents(rules.efficiency.meanTimeToRestore.source, rules),
  options: (rules) => {
    const { source, includeIncidents } = rules.efficiency.meanTimeToRestore;
    const isNarrow = includeIncidents === 'CREATED_IN_RANGE';
    return [
      ...describeIncidents(rules, source),
      ...describeResolution(rules, source),
      ...(isNarrow ? ['only incidents that were created within the range too'] : []),
    ];
  },
  *observe(inputs, rules) {
    for (const found of productionIncidents(
      inputs,
      rules,
      rules.efficiency.meanTimeToRestore.source,
    ))
      yield 'excluded' in found ? found : sight(found, rules);
  },
});
