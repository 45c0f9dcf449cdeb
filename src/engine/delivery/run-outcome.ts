import { isEmpty, matches } from '../../model/filter.js';
import type { RunInput } from '../../model/inputs/delivery-input.js';
import type { ExclusionReason } from '../../model/observation.js';
import type { EfficiencyConfig } from '../../model/profile/profile.js';
import type { PipelineSettings } from '../../model/team.js';
import type { Instant } from '../../model/time.js';
import { isProductionInScope, takesByPipeline } from '../correlate/production.js';

type WhyNot = Extract<
  ExclusionReason,
  'NOT_A_DEPLOYMENT' | 'DEPLOYED_BELOW' | 'NOT_PRODUCTION' | 'NOT_FINISHED' | 'OTHER_STATE'
>;
export type RunOutcome = 'SUCCESSFUL' | 'FAILED' | WhyNot;

const destinationOf = ({ environmentType, traits }: RunInput) => ({
  environmentType,
  environments: traits.environment ?? [],
  traits,
});

const traitsOf = ({ traits, rollback }: RunInput) => ({ ...traits, rollback: [String(rollback)] });

function hasFailed(run: RunInput, { failure }: PipelineSettings): boolean {
  return isEmpty(failure)
    ? run.status === 'FAILURE' || run.rollback
    : matches(failure, traitsOf(run));
}

function hasSucceeded(run: RunInput, { success }: PipelineSettings): boolean {
  return isEmpty(success) ? run.status === 'SUCCESS' : matches(success, traitsOf(run));
}

const hasEnded = ({ status, endedAt }: RunInput): boolean =>
  endedAt !== null && status !== 'QUEUED' && status !== 'RUNNING';

/**
 * Returns why a nested run is no deployment of the team: the runs below it are, or the one above
 * it. Null if it may be one.
 */
function standsBack(run: RunInput, { scope }: PipelineSettings): WhyNot | null {
  const { deploysBelow, scoped, scopedBelow = [] } = run;
  if (deploysBelow || scopedBelow.some((own) => takesByPipeline(scope, own)))
    return 'DEPLOYED_BELOW';
  return scoped && !takesByPipeline(scope, scoped) ? 'NOT_A_DEPLOYMENT' : null;
}

/**
 * Returns the outcome of a run of the team's scope: a successful or a failed production deployment,
 * or why it is neither. The team's filters decide if it has some, else the tool. A mark by hand
 * overrules both. An unmarked run is not finished until the tool reports an end, whatever its
 * status. `OTHER_STATE` has ended and matches neither filter.
 */
export function outcomeOf(run: RunInput, settings: PipelineSettings): RunOutcome {
  if (run.mark === 'NOT_A_DEPLOYMENT' || !run.kinds.includes('CD')) return 'NOT_A_DEPLOYMENT';
  const nested = standsBack(run, settings);
  if (nested) return nested;
  if (!isProductionInScope(destinationOf(run), settings.scope)) return 'NOT_PRODUCTION';
  if (run.mark === 'FAILED') return 'FAILED';
  if (!hasEnded(run)) return 'NOT_FINISHED';
  if (hasFailed(run, settings)) return 'FAILED';
  if (hasSucceeded(run, settings)) return 'SUCCESSFUL';
  return run.status === 'ABORTED' || run.status === 'SKIPPED' ? 'NOT_FINISHED' : 'OTHER_STATE';
}

/**
 * Returns the end of a run. If the tool reports none, as for a run marked as failed, the nearest
 * known instant takes its place.
 */
export const endOf = ({ endedAt, ownAt }: RunInput): Instant => endedAt ?? ownAt;

/** Returns the instant that puts a deployment into a bucket. */
export const deployedAt = (
  run: RunInput,
  { deploymentFrequency: { eventTime } }: EfficiencyConfig,
): Instant => (eventTime === 'STARTED' ? (run.startedAt ?? run.ownAt) : endOf(run));
