import {
  kindOfIncidents,
  lacksOfIncidents,
  productionIncidents,
} from '../../delivery/production-incidents.js';
import { elapsed } from '../../elapsed.js';
import { defineMetric, exclude } from '../../metric.js';
import { duration } from '../../summary/duration.js';

export const meanTimeToRestore = defineMetric({
  id: 'MEAN_TIME_TO_RESTORE',
  title: 'Mean time to restore',
  description:
    'Time from the creation of a production incident to its resolution, in the bucket of the resolution. Incidents come from the incident tool, resolved or closed as the profile says, or are work items that the team takes for incidents. Those not resolved yet are left out.',
  formula: 'resolved at - created at, aggregated over resolved incidents',
  unit: 'DURATION',
  better: 'LOWER',
  profile: 'EFFICIENCY',
  population: 'FILTERS',
  anchors: { incident: 'resolvedAt', workItem: 'resolvedAt' },
  tags: ['repository', 'service', 'project'],
  summary: duration,
  reads: ({ efficiency }) => [kindOfIncidents(efficiency.meanTimeToRestore.source)],
  lacks: (rules) => lacksOfIncidents(rules.efficiency.meanTimeToRestore.source, rules),
  *observe(anchors, rules) {
    const { meanTimeToRestore: config, calendar } = rules.efficiency;
    for (const found of productionIncidents(anchors, rules, config.source)) {
      if ('leftOut' in found) {
        yield found;
        continue;
      }
      const { anchor, createdAt, restoredAt: at, service, project } = found;
      const { number: subject, developer, repository } = anchor;
      if (at === null) yield exclude(anchor, 'UNRESOLVED');
      else if (at < createdAt) yield exclude(anchor, 'BAD_TIMESTAMPS', at);
      else {
        const value = elapsed(calendar, createdAt, at);
        yield { subject, developer, at, value, tags: { repository, service, project } };
      }
    }
  },
});
