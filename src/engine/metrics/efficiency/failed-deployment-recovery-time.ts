import type { Blaming, RunInput } from '../../../model/inputs/delivery-input.js';
import type { Rules } from '../../../model/team.js';
import type { Instant } from '../../../model/time.js';
import { defineMetric, exclude } from '../../define-metric.js';
import { blamingSource, heldBlamesOfRun, restoredAt } from '../../delivery/blame.js';
import { byService, severalServices } from '../../delivery/by-service.js';
import {
  describeAttribution,
  describeIncidents,
  describeResolution,
} from '../../delivery/describe.js';
import { endOf, outcomeOf } from '../../delivery/run-outcome.js';
import { elapsed } from '../../elapsed.js';
import { duration } from '../../summary/duration.js';

/** Returns when everything that a deployment broke was whole again; null while it is not. */
function recoveredAt(run: RunInput, blames: readonly Blaming[], rules: Rules): Instant | null {
  if (blames.length === 0) return run.nextSuccessAt;
  let last = Number.NEGATIVE_INFINITY;
  for (const blaming of blames) {
    const at = restoredAt(blaming, rules);
    if (at === null) return null;
    last = Math.max(last, at);
  }
  return last;
}

function* sight(run: RunInput, blames: readonly Blaming[], rules: Rules) {
  const { number: subject, developer, repository, pipeline } = run;
  const from = endOf(run);
  const at = recoveredAt(run, blames, rules);
  if (at === null) yield exclude(run, 'NOT_RECOVERED', from);
  else if (at < from) yield exclude(run, 'BAD_TIMESTAMPS', at);
  else {
    const value = elapsed(rules.efficiency.calendar, from, at);
    for (const { subKey, services, service } of byService(run.services)) {
      const tags = { repository, service, pipeline };
      yield { subject, subKey, developer, at, value, parts: { services }, tags };
    }
  }
}

/**
 * Aggregates recovered at - deployment ended at, in milliseconds, over deployments that failed and recovered.
 * @see {@link https://dora.dev/guides/dora-metrics/ | DORA}: failed deployment recovery time.
 */
export const failedDeploymentRecoveryTime = defineMetric({
  id: 'FAILED_DEPLOYMENT_RECOVERY_TIME',
  title: 'Failed deployment recovery time',
  description:
    'Time from the end of a production deployment that failed, or that an incident of the team blames, until the last of these incidents was over, as the time to restore understands that; where none blames it, until the next successful deployment of the same stream. In the bucket of the recovery. Deployments not recovered yet are excluded. A run of several services counts once, and by service in each; an excluded one is that of the first by name.',
  formula: 'recovered at - deployment ended at, aggregated over recovered deployments',
  unit: 'DURATION',
  better: 'LOWER',
  profile: 'EFFICIENCY',
  population: 'FILTERS',
  inputs: { run: 'endedAt' },
  parts: ['services'],
  flags: ['services'],
  standsFor: 'services',
  tags: ['repository', 'service', 'pipeline'],
  summary: duration,
  notes: ({ counted, parts }) => severalServices(counted, parts.services),
  options: (rules) => {
    const source = blamingSource(rules.efficiency);
    return [
      ...describeIncidents(rules, source),
      ...describeResolution(rules, source),
      describeAttribution(rules.efficiency),
    ];
  },
  *observe({ runs }, rules) {
    for (const run of runs) {
      const outcome = outcomeOf(run, rules.settings.pipelines);
      const blames = heldBlamesOfRun(run, rules);
      const hasFailed = outcome === 'FAILED' || (outcome === 'SUCCESSFUL' && blames.length > 0);
      if (hasFailed) yield* sight(run, blames, rules);
      else if (outcome !== 'SUCCESSFUL') yield exclude(run, outcome, endOf(run));
    }
  },
});
