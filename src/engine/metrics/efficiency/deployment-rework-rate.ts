import { blamingSource } from '../../delivery/blame.js';
import { repairOf } from '../../delivery/failure.js';
import { attributionInWords, eventTimeInWords, incidentsInWords } from '../../delivery/in-words.js';
import { deployedAt, outcomeOf } from '../../delivery/run-outcome.js';
import { defineMetric, exclude } from '../../metric.js';
import { share } from '../../summary/share.js';

export const deploymentReworkRate = defineMetric({
  id: 'DEPLOYMENT_REWORK_RATE',
  title: 'Deployment rework rate',
  description:
    'Share of successful production deployments that repair an earlier one: marked so by hand, named by an incident as its fix, or holding a revert of what a deployment shipped that an incident of the team blames, or somebody marked as failed. A run of several services is that of the first by name.',
  formula: 'successful production deployments that repair / successful production deployments',
  unit: 'RATIO',
  better: 'LOWER',
  profile: 'EFFICIENCY',
  population: 'FILTERS',
  anchors: { run: 'endedAt' },
  parts: ['repairs', 'total'],
  tags: ['repository', 'service', 'pipeline'],
  summary: share('repairs', 'total'),
  options: (rules) => [
    ...incidentsInWords(rules, blamingSource(rules.efficiency)),
    attributionInWords(rules.efficiency),
    eventTimeInWords(rules.efficiency),
  ],
  *observe({ runs }, rules) {
    for (const run of runs) {
      const { number: subject, developer, repository, service, pipeline } = run;
      const at = deployedAt(run, rules.efficiency);
      const outcome = outcomeOf(run, rules.settings.pipelines);
      const repairs = Number(repairOf(run, rules) !== null);
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
