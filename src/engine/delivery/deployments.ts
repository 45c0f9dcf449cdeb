import type { MetricInputBase } from '../../model/inputs/input-base.js';
import type { InputKind, MetricInputs } from '../../model/inputs/metric-input.js';
import type { DeploymentSource, EfficiencyConfig } from '../../model/profile/profile.js';
import type { Rules } from '../../model/team.js';
import { deploys } from '../../model/team-scope.js';
import type { Instant } from '../../model/time.js';
import { exclude } from '../define-metric.js';
import type { ExcludedObservation, TagName } from '../metric.js';
import { byService, type OfService, ofOneService } from './by-service.js';
import { notDelivered } from './destination.js';
import { endAt, isInState } from './end-state.js';
import { deployedAt, outcomeOf } from './run-outcome.js';

/** A successful deployment to production, whatever the team calls one. */
export interface Deployment extends OfService {
  readonly input: MetricInputBase;
  readonly at: Instant;
  readonly pipeline: number | null;
  readonly project: number | null;
}
type Found = Iterable<Deployment | ExcludedObservation>;

/** Returns a deployment as a row with these parts, and with the number of its rows by service. */
export function rowOfDeployment<Parts extends object>(
  { input, at, subKey, services, service, pipeline, project }: Deployment,
  value: number,
  parts: Parts,
) {
  const { number: subject, developer, repository } = input;
  const tags = { repository, service, pipeline, project };
  return { subject, subKey, developer, at, value, parts: { ...parts, services }, tags };
}

const nowhere = { ...ofOneService(null), pipeline: null, project: null };

function* ofRuns({ runs }: MetricInputs, { settings, efficiency }: Rules): Found {
  const { perService } = efficiency.deploymentFrequency;
  for (const run of runs) {
    const at = deployedAt(run, efficiency);
    const outcome = outcomeOf(run, settings.pipelines);
    const { services, pipeline } = run;
    if (outcome === 'SUCCESSFUL')
      for (const one of byService(services, perService))
        yield { ...nowhere, input: run, at, pipeline, ...one };
    else yield exclude(run, outcome === 'FAILED' ? 'NOT_SUCCESSFUL' : outcome, at);
  }
}

function* ofVersions({ versions }: MetricInputs): Found {
  for (const version of versions)
    yield { ...nowhere, input: version, at: version.releasedAt, project: version.project };
}

function* ofPullRequests({ pullRequests }: MetricInputs, { settings }: Rules): Found {
  for (const pullRequest of pullRequests) {
    const reason = notDelivered(pullRequest, settings);
    const at = pullRequest.mergedAt ?? pullRequest.ownAt;
    if (reason) yield exclude(pullRequest, reason, at);
    else if (deploys(settings, pullRequest.labels)) yield { ...nowhere, input: pullRequest, at };
    else yield exclude(pullRequest, 'NOT_A_DEPLOYMENT', at);
  }
}

function* ofChangeRequests({ changeRequests }: MetricInputs, { efficiency }: Rules): Found {
  const state = efficiency.deploymentFrequency.changeRequests;
  for (const request of changeRequests) {
    const at = endAt(state, request);
    if (!isInState(state, request.status)) yield exclude(request, 'OTHER_STATE');
    else if (at === null) yield exclude(request, 'BAD_TIMESTAMPS');
    else yield { ...nowhere, input: request, at, service: request.service };
  }
}

function* ofReleases({ releases }: MetricInputs): Found {
  for (const release of releases) yield { ...nowhere, input: release, at: release.releasedAt };
}

const sources: Record<DeploymentSource, (inputs: MetricInputs, rules: Rules) => Found> = {
  CONTINUOUS_DEPLOYMENT: ofRuns,
  ISSUE_MANAGEMENT_RELEASES: ofVersions,
  PULL_REQUEST_MERGES: ofPullRequests,
  CHANGE_REQUESTS: ofChangeRequests,
  SOURCE_CODE_RELEASES: ofReleases,
};

const kinds: Record<DeploymentSource, InputKind> = {
  CONTINUOUS_DEPLOYMENT: 'run',
  ISSUE_MANAGEMENT_RELEASES: 'version',
  PULL_REQUEST_MERGES: 'pullRequest',
  CHANGE_REQUESTS: 'changeRequest',
  SOURCE_CODE_RELEASES: 'release',
};

/** Returns the kind of input of the source that the profile names for deployment frequency. */
export const kindOfDeployments = ({ deploymentFrequency }: EfficiencyConfig): InputKind =>
  kinds[deploymentFrequency.source];

const tags = {
  CONTINUOUS_DEPLOYMENT: ['repository', 'service', 'pipeline'],
  ISSUE_MANAGEMENT_RELEASES: ['project'],
  PULL_REQUEST_MERGES: ['repository'],
  CHANGE_REQUESTS: ['service'],
  SOURCE_CODE_RELEASES: ['repository'],
} as const satisfies Record<DeploymentSource, readonly TagName[]>;

/** Returns the tags by which deployments of that source can be distinguished. */
export const tagsOfDeployments = ({ deploymentFrequency }: EfficiencyConfig) =>
  tags[deploymentFrequency.source];

/**
 * Returns the deployments of the profile's source, a run once for each of its services, and
 * excluded rows with their reason.
 */
export const deployments = (inputs: MetricInputs, rules: Rules): Found =>
  sources[rules.efficiency.deploymentFrequency.source](inputs, rules);
