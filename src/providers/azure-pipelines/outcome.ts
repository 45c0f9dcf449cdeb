import type { RunStatus } from '../../model/facts/delivery.js';

type Word = string | null | undefined;

/** Results of builds, stages, jobs and deployments. Errors that a pipeline lets pass leave a success. */
const results: ReadonlyMap<string, RunStatus> = new Map([
  ['succeeded', 'SUCCESS'],
  ['succeededwithissues', 'SUCCESS'],
  ['partiallysucceeded', 'SUCCESS'],
  ['failed', 'FAILURE'],
  ['canceled', 'ABORTED'],
  ['abandoned', 'ABORTED'],
  ['skipped', 'SKIPPED'],
]);

const waiting = ['notstarted', 'postponed', 'pending', 'none'];

export interface Outcome {
  readonly status: RunStatus;
  /** Azure's own word, in lower case. */
  readonly statusName: string;
}

/** Returns how a build, a stage or a job went. A word that Azure may add later is neither success nor failure. */
export function outcomeOf(status: Word, result: Word): Outcome {
  if (status === 'completed' || (!status && result)) {
    const statusName = result ?? 'completed';
    return { status: results.get(statusName) ?? 'ABORTED', statusName };
  }
  const statusName = status ?? 'notstarted';
  return { status: waiting.includes(statusName) ? 'QUEUED' : 'RUNNING', statusName };
}

/** Words of a deployment that has not begun, while somebody or something is waited for. */
const toCome = [
  'approved',
  'deferred',
  'evaluatinggates',
  'manualinterventionpending',
  'pending',
  'queued',
  'queuedforagent',
  'queuedforpipeline',
  'scheduled',
];

/**
 * Returns how a deployment of a classic release went. One that did not begin was rejected or
 * called off, which is no failure, unless a phase of it failed.
 */
export function deploymentOutcome(deployment: string, operation: Word): Outcome {
  if (deployment === 'inprogress') return { status: 'RUNNING', statusName: deployment };
  const known = results.get(deployment);
  if (known !== undefined) return { status: known, statusName: deployment };
  const statusName = operation ?? deployment;
  if (statusName === 'phasefailed') return { status: 'FAILURE', statusName };
  return { status: toCome.includes(statusName) ? 'QUEUED' : 'ABORTED', statusName };
}

export const hasEnded = (status: RunStatus): boolean => status !== 'QUEUED' && status !== 'RUNNING';
