import type { RunStatus } from '../../model/facts/delivery.js';

/** Bitbucket's words of results, stages and states; a halted one waits for somebody. */
const meanings: Readonly<Record<string, RunStatus>> = {
  SUCCESSFUL: 'SUCCESS',
  PASSED: 'SUCCESS',
  FAILED: 'FAILURE',
  ERROR: 'FAILURE',
  STOPPED: 'ABORTED',
  CANCELLED: 'ABORTED',
  EXPIRED: 'ABORTED',
  NOT_RUN: 'SKIPPED',
  SKIPPED: 'SKIPPED',
  PENDING: 'QUEUED',
  READY: 'QUEUED',
  UNDEPLOYED: 'QUEUED',
  IN_PROGRESS: 'RUNNING',
  RUNNING: 'RUNNING',
  PAUSED: 'RUNNING',
  HALTED: 'RUNNING',
};

export interface Outcome {
  readonly status: RunStatus;
  /** Bitbucket's own word. */
  readonly word: string;
}

/** Returns how something went, by the most exact of its words. One that Bitbucket may add later is neither success nor failure. */
export function outcomeOf(...words: readonly (string | null | undefined)[]): Outcome {
  const word = words.find((one) => one) ?? 'UNKNOWN';
  return { status: meanings[word.toUpperCase()] ?? 'ABORTED', word };
}

export const hasEnded = (status: RunStatus): boolean => status !== 'QUEUED' && status !== 'RUNNING';
