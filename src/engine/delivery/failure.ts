import type { RunInput } from '../../model/inputs/delivery-input.js';
import type { Rules } from '../../model/team.js';
import { heldBlamesOfRun, isBlamed } from './blame.js';
import { outcomeOf } from './run-outcome.js';

/**
 * The evidence that a deployment failed: a mark by hand, the team's filter, the tool's status, a
 * rollback, an incident.
 */
export type FailureRule = 'MARK' | 'FILTER' | 'STATUS' | 'ROLLBACK' | 'INCIDENT';
/**
 * The evidence that a deployment is a repair: a mark by hand, an incident that names it as its fix,
 * a revert that it holds.
 */
export type RepairKind = 'MARK' | 'FIXED_BY' | 'REVERT';

function ruleOfPipeline(run: RunInput, { settings }: Rules): FailureRule {
  if (run.mark === 'FAILED') return 'MARK';
  if (settings.pipelines.failure.conditions.length > 0) return 'FILTER';
  return run.status === 'FAILURE' ? 'STATUS' : 'ROLLBACK';
}

const countsIncidents = ({ efficiency: { changeFailureRate } }: Rules): boolean =>
  changeFailureRate.source !== 'CONTINUOUS_DEPLOYMENT' && changeFailureRate.method === 'LINKED';

/**
 * Returns if a production deployment failed, and by which rule. It failed if it did not succeed or,
 * if failures come from linked incidents, if one of them blames it. Null for non-production or
 * unfinished runs.
 */
export function failureOf(
  run: RunInput,
  rules: Rules,
): { readonly isFailure: boolean; readonly rule: FailureRule | null } | null {
  const outcome = outcomeOf(run, rules.settings.pipelines);
  if (outcome === 'FAILED') return { isFailure: true, rule: ruleOfPipeline(run, rules) };
  if (outcome !== 'SUCCESSFUL') return null;
  const isBlamed = countsIncidents(rules) && heldBlamesOfRun(run, rules).length > 0;
  return { isFailure: isBlamed, rule: isBlamed ? 'INCIDENT' : null };
}

/** Returns why a deployment is a repair of an earlier one; null if it is none. */
export function repairOf(run: RunInput, rules: Rules): RepairKind | null {
  if (run.mark === 'REPAIR') return 'MARK';
  if (run.repairs) return 'FIXED_BY';
  return run.reverts.some((broken) => isBlamed(broken, rules)) ? 'REVERT' : null;
}
