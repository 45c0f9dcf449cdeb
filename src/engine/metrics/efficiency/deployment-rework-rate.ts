import { deployedAt, outcomeOf } from '../../delivery/run-outcome.js';
import { defineMetric, exclude } from '../../metric.js';
import { share } from '../../summary/share.js';

export const deploymentReworkRate = defineMetric({
  id: 'DEPLOYMENT_REWORK_RATE',
  title: 'Deployment rework rate',
  description:
    'Share of successful production deployments that repair an earlier one: marked so by hand, named by an incident as its fix, or holding a revert of what a blamed deployment shipped. A run of several services is that of the first by name.',
  formula: 'successful production deployments that repair / successful production deployments',
  unit: 'RATIO',
  better: 'LOWER',
  profile: 'EFFICIENCY',
  population: 'FILTERS',
  anchors: { run: 'endedAt' },
  parts: ['repairs', 'total'],
  tags: ['repository', 'service', 'pipeline'],
  summary: share('repairs', 'total'),
  *observe({ runs }, { settings, efficiency }) {
    for (const run of runs) {
      const { number: subject, developer, repository, service, pipeline } = run;
      const at = deployedAt(run, efficiency);
      const outcome = outcomeOf(run, settings.pipelines);
      const repairs = Number(run.repairs || run.mark === 'REPAIR');
      if (outcome === 'FAILED') yield exclude(run, 'NOT_SUCCESSFUL', at);
      else if (outcome !== 'SUCCESSFUL') yield exclude(run, outcome, at);
      else
        yield {
          subject,
          developer,
          at,
          value: repairs,
          parts: { repairs, total: 1 },
          tags: { repository, service, pipeline },
        };
    }
  },
});
