import type { RunStatus } from '../../model/facts/delivery.js';
import type { Instant } from '../../model/time.js';

/** The words of Harness, in lower case. */
const meanings: Readonly<Record<string, RunStatus>> = {
  success: 'SUCCESS',
  ignorefailed: 'SUCCESS',
  failed: 'FAILURE',
  errored: 'FAILURE',
  aborted: 'ABORTED',
  abortedbyfreeze: 'ABORTED',
  expired: 'ABORTED',
  approvalrejected: 'ABORTED',
  skipped: 'SKIPPED',
  notstarted: 'QUEUED',
  running: 'RUNNING',
  paused: 'RUNNING',
  pausing: 'RUNNING',
  discontinuing: 'RUNNING',
  waitsteprunning: 'RUNNING',
};

/** Words with a common part: executions in a queue, and those that wait for somebody or something. */
const families: readonly (readonly [RegExp, RunStatus])[] = [
  [/^queued/, 'QUEUED'],
  [/waiting$/, 'RUNNING'],
];

/** Returns how an execution or a stage went. An unknown word runs until there is an end, and is neither success nor failure then. */
export function statusOf(word: string | null, endedAt: Instant | null): RunStatus {
  const lower = (word ?? '').toLowerCase();
  if (Object.hasOwn(meanings, lower)) return meanings[lower]!;
  const family = families.find(([pattern]) => pattern.test(lower));
  if (family) return family[1];
  return endedAt === null ? 'RUNNING' : 'ABORTED';
}

export const hasEnded = (status: RunStatus): boolean => status !== 'QUEUED' && status !== 'RUNNING';
