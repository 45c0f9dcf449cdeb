import type { RunInput } from '../../../model/inputs/delivery-input.js';
import type { InputKind, MetricInputs } from '../../../model/inputs/metric-input.js';
import type { Rules } from '../../../model/team.js';
import type { Instant } from '../../../model/time.js';
import { defineMetric, exclude } from '../../define-metric.js';
import { heldBlamesOfRun, isBlameHeld } from '../../delivery/blame.js';
import { byService, ofOneService, severalServices } from '../../delivery/by-service.js';
import {
  type Deployment,
  deployments,
  kindOfDeployments,
  rowOfDeployment,
  tagsOfDeployments,
} from '../../delivery/deployments.js';
import {
  describeAttribution,
  describeDeployments,
  describeEventTime,
  describeIncidentState,
  describeIncidents,
} from '../../delivery/describe.js';
import {
  type IncidentSource,
  kindOfIncidents,
  lacksOfIncidents,
  type ProductionIncident,
  productionIncidents,
  tagsOfIncidents,
} from '../../delivery/production-incidents.js';
import { deployedAt, outcomeOf } from '../../delivery/run-outcome.js';
import type { ExcludedObservation, Totals } from '../../metric.js';
import { share } from '../../summary/share.js';

const parts = ['failed', 'incidents', 'total', 'services'] as const;
type Part = (typeof parts)[number];
type Amounts = Record<Exclude<Part, 'services'>, number>;

const rowOf = (counted: Deployment, amounts: Amounts) =>
  rowOfDeployment(counted, amounts.failed, amounts);

const rowsOfRun = (run: RunInput, at: Instant, amounts: Amounts) =>
  byService(run.services).map((one) =>
    rowOf({ input: run, at, pipeline: run.pipeline, project: null, ...one }, amounts),
  );

/** Returns the amounts that a deployment adds to the rate; null if it is of no interest. */
type Classify = (run: RunInput, outcome: 'SUCCESSFUL' | 'FAILED', rules: Rules) => Amounts | null;

const byOutcome: Classify = (_run, outcome) => ({
  failed: Number(outcome === 'FAILED'),
  incidents: 0,
  total: 1,
});

const byBlame: Classify = (run, outcome, rules) => {
  const incidents = heldBlamesOfRun(run, rules).length;
  const isBlamed = incidents > 0 || run.mark === 'FAILED';
  if (outcome === 'FAILED' && !isBlamed) return null;
  return { failed: Number(isBlamed), incidents, total: 1 };
};

function* ofRuns({ runs }: MetricInputs, rules: Rules, classify: Classify) {
  for (const run of runs) {
    const at = deployedAt(run, rules.efficiency);
    const outcome = outcomeOf(run, rules.settings.pipelines);
    if (outcome === 'SUCCESSFUL' || outcome === 'FAILED') {
      const amounts = classify(run, outcome, rules);
      yield* amounts ? rowsOfRun(run, at, amounts) : [exclude(run, 'NOT_SUCCESSFUL', at)];
    } else yield exclude(run, outcome, at);
  }
}

interface FailingIncident extends ProductionIncident {
  readonly countedAt: Instant;
}

/** Yields the incidents that came to the event that counts them, and the exclusions. */
function* failingIncidents(
  inputs: MetricInputs,
  rules: Rules,
  source: IncidentSource,
): Iterable<FailingIncident | ExcludedObservation> {
  for (const found of productionIncidents(inputs, rules, source)) {
    if ('excluded' in found) yield found;
    else if (found.countedAt !== null) yield { ...found, countedAt: found.countedAt };
    else yield exclude(found.input, 'OTHER_STATE');
  }
}

const blamesNothing = ({ blames, createdAt }: ProductionIncident, { efficiency }: Rules) =>
  blames === null || !isBlameHeld({ ...blames, createdAt }, efficiency);

function* linked(inputs: MetricInputs, rules: Rules, source: IncidentSource) {
  yield* ofRuns(inputs, rules, byBlame);
  for (const found of failingIncidents(inputs, rules, source)) {
    if ('excluded' in found) yield found;
    else if (blamesNothing(found, rules)) yield exclude(found.input, 'BLAMES_NOTHING');
  }
}

const deployed = (deployment: Deployment) =>
  rowOf(deployment, { failed: 0, incidents: 0, total: 1 });
const disturbed = (incident: FailingIncident) =>
  rowOf(
    { ...incident, ...ofOneService(incident.service), at: incident.countedAt, pipeline: null },
    { failed: 1, incidents: 1, total: 0 },
  );

function* ratio(inputs: MetricInputs, rules: Rules, source: IncidentSource) {
  for (const found of deployments(inputs, rules))
    yield 'excluded' in found ? found : deployed(found);
  for (const found of failingIncidents(inputs, rules, source))
    yield 'excluded' in found ? found : disturbed(found);
}

function notes({ counted, parts: { failed, total, services } }: Totals<Part>): readonly string[] {
  if (failed <= total) return severalServices(counted, services);
  return [
    ...severalServices(counted, services),
    `${failed} incidents over ${total} deployments: incidents are not linked to deployments, so the rate may exceed 1.`,
  ];
}

function reads({ efficiency }: Rules): InputKind[] {
  const { source, method } = efficiency.changeFailureRate;
  if (source === 'CONTINUOUS_DEPLOYMENT') return ['run'];
  const deployed = method === 'LINKED' ? 'run' : kindOfDeployments(efficiency);
  return [deployed, kindOfIncidents(source)];
}

function options(rules: Rules): string[] {
  const { source, method } = rules.efficiency.changeFailureRate;
  const runs = describeEventTime(rules.efficiency);
  if (source === 'CONTINUOUS_DEPLOYMENT') return ['failures are reported by the pipelines', runs];
  const incidents = [
    ...describeIncidents(rules, source),
    ...describeIncidentState(rules.efficiency, source),
  ];
  return method === 'LINKED'
    ? [
        'failures are reported by linked incidents',
        ...incidents,
        describeAttribution(rules.efficiency),
        runs,
      ]
    : ['incidents over deployments', ...incidents, ...describeDeployments(rules)];
}

const tags = ['repository', 'service', 'pipeline', 'project'] as const;
const tagsOfRuns = ['repository', 'service', 'pipeline'] as const;

/**
 * Returns the tags that its rows can carry. A ratio has the tags that both incidents and
 * deployments carry, since otherwise one would be divided by none of the other.
 */
function tagged({ efficiency }: Rules): readonly (typeof tags)[number][] {
  const { source, method } = efficiency.changeFailureRate;
  if (source === 'CONTINUOUS_DEPLOYMENT' || method === 'LINKED') return tagsOfRuns;
  const ofIncidents: readonly string[] = tagsOfIncidents(source);
  return tagsOfDeployments(efficiency).filter((tag) => ofIncidents.includes(tag));
}

function lacks(rules: Rules): readonly string[] {
  const { source } = rules.efficiency.changeFailureRate;
  return source === 'CONTINUOUS_DEPLOYMENT' ? [] : lacksOfIncidents(source, rules);
}

/**
 * Divides failed deployments by deployments, 0..1; as `RATIO` incidents by deployments, which may exceed 1.
 * @see {@link https://dora.dev/guides/dora-metrics/ | DORA}: change fail rate.
 */
export const changeFailureRate = defineMetric({
  id: 'CHANGE_FAILURE_RATE',
  title: 'Change failure rate',
  description:
    'Share of production deployments that failed. By pipelines: those that fail or roll back. By linked incidents of the team: those that at least one of them blames, each in the bucket of the deployment; incidents that blame none are excluded. An incident blames the deployments that its tool names, else the last successful one before it of its service or repository; a work item that is an incident names none, its services are those called like its components, its repositories those of the commits and pull requests linked to it. As a ratio: incidents in the bucket of their creation over deployments, which may exceed 1. Of incidents of the incident tool the profile may name another event that counts them: their last update, their resolution, their closing; those that it has not come to blame none and are excluded as in another state. Aborted, skipped and unfinished runs are in neither. A run of several services counts once, as deployments of a ratio as for deployment frequency, and by service in each; an excluded run is that of the first by name.',
  formula: 'failed deployments / deployments; as a ratio incidents / deployments',
  unit: 'RATIO',
  better: 'LOWER',
  profile: 'EFFICIENCY',
  population: 'FILTERS',
  inputs: {
    run: 'endedAt',
    incident: 'createdAt',
    workItem: 'createdAt',
    release: 'releasedAt',
    version: 'releasedAt',
    pullRequest: 'mergedAt',
    changeRequest: 'resolvedAt',
  },
  parts,
  flags: ['services'],
  standsFor: 'services',
  tags,
  summary: share('failed', 'total'),
  reads,
  tagged,
  lacks,
  notes,
  options,
  *observe(inputs, rules) {
    const { source, method } = rules.efficiency.changeFailureRate;
    if (source === 'CONTINUOUS_DEPLOYMENT') yield* ofRuns(inputs, rules, byOutcome);
    else if (method === 'LINKED') yield* linked(inputs, rules, source);
    else yield* ratio(inputs, rules, source);
  },
});
