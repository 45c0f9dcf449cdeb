import type { UserError } from '../../model/errors.js';
import type {
  DeploymentSource,
  EfficiencyConfig,
  EventSource,
  Phase,
} from '../../model/profile/profile.js';

/** An offer that integrations of an account can feed. Source code alone offers no pull requests. */
export type Offer = EventSource | 'INCIDENT_MANAGEMENT' | 'PULL_REQUESTS';

interface Need {
  readonly offer: Offer;
  readonly field: readonly string[];
  /** The value that needs it. */
  readonly value: string;
}

const offerOf: Readonly<Record<DeploymentSource, Offer | null>> = {
  CONTINUOUS_DEPLOYMENT: 'CONTINUOUS_DEPLOYMENT',
  ISSUE_MANAGEMENT_RELEASES: 'ISSUE_MANAGEMENT',
  PULL_REQUEST_MERGES: 'PULL_REQUESTS',
  CHANGE_REQUESTS: 'INCIDENT_MANAGEMENT',
  SOURCE_CODE_RELEASES: null,
};

const integrations: Readonly<Record<Offer, string>> = {
  ISSUE_MANAGEMENT: 'an issue management integration',
  SOURCE_CODE_MANAGEMENT: 'a source code integration',
  CONTINUOUS_INTEGRATION: 'a continuous integration integration',
  CONTINUOUS_DEPLOYMENT: 'a continuous deployment integration',
  INCIDENT_MANAGEMENT: 'an incident management integration',
  PULL_REQUESTS: 'a source code integration that reports pull requests',
};

function needOfEvent({ source, event }: Phase['start'], field: readonly string[]): Need[] {
  if (source !== 'SOURCE_CODE_MANAGEMENT') return [{ offer: source, field, value: event }];
  return event.includes('_PR_') ? [{ offer: 'PULL_REQUESTS', field, value: event }] : [];
}

function needsOf({ leadTime, deploymentFrequency }: EfficiencyConfig): Need[] {
  const { source } = deploymentFrequency;
  const offer = offerOf[source];
  const phases = ['config', 'leadTime', 'phases'];
  return [
    ...leadTime.phases.flatMap(({ enabled, start, end }, index) =>
      enabled
        ? [
            ...needOfEvent(start, [...phases, String(index), 'start']),
            ...needOfEvent(end, [...phases, String(index), 'end']),
          ]
        : [],
    ),
    ...(offer
      ? [{ offer, field: ['config', 'deploymentFrequency', 'source'], value: source }]
      : []),
  ];
}

/**
 * Returns errors for needs of an efficiency profile that no integration offers; needs of the
 * version `before` are not asked again. The sources of incidents are never asked for: every preset
 * names one, even if none is connected.
 */
export function needErrors(
  config: EfficiencyConfig,
  offers: ReadonlySet<Offer>,
  before: EfficiencyConfig | null,
): UserError[] {
  const allowed = new Set([
    ...offers,
    ...(before ? needsOf(before) : []).map((need) => need.offer),
  ]);
  return needsOf(config)
    .filter(({ offer }) => !allowed.has(offer))
    .map(({ offer, field, value }) => ({
      code: `NEEDS_${offer}`,
      field,
      message: `${value} needs ${integrations[offer]}, and there is none: connect one, or choose something else.`,
    }));
}
