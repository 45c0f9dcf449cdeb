import type { RunInput } from '../../../model/inputs/delivery-input.js';
import type { Instant } from '../../../model/time.js';
import { defineMetric, exclude } from '../../define-metric.js';
import { blamingSource } from '../../delivery/blame.js';
import { byService, severalServices } from '../../delivery/by-service.js';
import {
  describeAttribution,
  describeEventTime,
  describeIncidents,
} from '../../delivery/describe.js';
import { repairOf } from '../../delivery/failure.js';
import { deployedAt, outcomeOf } from '../../delivery/run-outcome.js';
import { share } from '../../summary/share.js';

function* rowsOf(run: RunInput, at: Instant, repairs: number) {
  const { number: subject, developer, repository, pipeline } = run;
  for (const { subKey, services, service } of byService(run.services)) {
    const tags = { repository, service, pipeline };
    const parts = { repairs, total: 1, services };
    yield { subject, subKey, developer, at, value: repairs, parts, tags };
  }
}

/**
 * Divides successful production deployments that repair by all successful ones, 0..1.
 * @see {@link https://dora.dev/guides/dora-metrics/ | DORA}: deployment rework rate.
 */
export const deploymentReworkRate = defineMetric({
  id: 'DEPLOYMENT_REWORK_RATE',
  title: 'Deployment rework rate',
  description:
    'Share of successful production deployments that repair an earlier one: marked so by hand, named by an incident as its fix, or holding a revert of what a deployment shipped that an incident of the team blames, or somebody marked as failed. A run of several services counts once, and by service in each; an excluded one is that of the first by name.',
  formula: 'successful production deployments that repair / successful production deployments',
  unit: 'RATIO',
  better: 'LOWER',
  profile: 'EFFICIENCY',
  population: 'FILTERS',
  inputs: { run: 'endedAt' },
  parts: ['repairs', 'total', 'services'],
  flags: ['services'],
  standsFor: 'services',
  tags: ['repository', 'service', 'pipeline'],
  summary: share('repairs', 'total'),
  notes: ({ counted, parts }) => severalServices(counted, parts.services),
  options: (rules) => [
    ...describeIncidents(rules, blamingSource(rules.efficiency)),
    describeAttribution(rules.efficiency),
    describeEventTime(rules.efficiency),
  ],
  *observe({ runs }, rules) {
    for (const run of runs) {
      const at = deployedAt(run, rules.efficiency);
      const outcome = outcomeOf(run, rules.settings.pipelines);
      const repairs = Number(repairOf(run, rules) !== null);
      if (outcome === 'FAILED') yield exclude(run, 'NOT_SUCCESSFUL', at);
      else if (outcome !== 'SUCCESSFUL') yield exclude(run, outcome, at);
      else yield* rowsOf(run, at, repairs);
    }
  },
});
