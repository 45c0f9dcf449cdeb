import type { RunStatus } from '../../model/facts/delivery.js';

const meanings: ReadonlyMap<string, RunStatus> = new Map<string, RunStatus>([
  ['created', 'QUEUED'],
  ['waiting_for_resource', 'QUEUED'],
  ['waiting_for_callback', 'QUEUED'],
  ['preparing', 'QUEUED'],
  ['pending', 'QUEUED'],
  ['scheduled', 'QUEUED'],
  ['manual', 'QUEUED'],
  // A deployment that waits for an approval.
  ['blocked', 'QUEUED'],
  ['running', 'RUNNING'],
  ['canceling', 'RUNNING'],
  ['success', 'SUCCESS'],
  ['failed', 'FAILURE'],
  ['canceled', 'ABORTED'],
  ['skipped', 'SKIPPED'],
]);

/** Returns how a pipeline, a job or a deployment went. A word that GitLab may add later has not ended. */
export const statusOf = (word: string): RunStatus => meanings.get(word.toLowerCase()) ?? 'QUEUED';

export const isKnownStatus = (word: string): boolean => meanings.has(word.toLowerCase());

export const hasEnded = (status: RunStatus): boolean => status !== 'QUEUED' && status !== 'RUNNING';
