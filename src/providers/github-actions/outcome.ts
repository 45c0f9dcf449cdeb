import type { RunStatus } from '../../model/facts/delivery.js';
import type { Instant } from '../../model/time.js';
import type { WireStatus } from './wire.js';

/** Conclusions, and statuses of what has not ended. A fork's run that waits for approval is completed by GitHub's word. */
const meanings: Readonly<Record<string, RunStatus>> = {
  success: 'SUCCESS',
  failure: 'FAILURE',
  timed_out: 'FAILURE',
  startup_failure: 'FAILURE',
  cancelled: 'ABORTED',
  stale: 'ABORTED',
  neutral: 'SKIPPED',
  skipped: 'SKIPPED',
  action_required: 'QUEUED',
  queued: 'QUEUED',
  requested: 'QUEUED',
  waiting: 'QUEUED',
  pending: 'QUEUED',
  in_progress: 'RUNNING',
};

export interface Outcome {
  readonly status: RunStatus;
  /** GitHub's own word. */
  readonly word: string;
}

/** Returns how a run or a job went. A word that GitHub may add later is neither success nor failure. */
export function outcomeOf(status: string | null, conclusion: string | null): Outcome {
  const word = (conclusion ?? status ?? 'unknown').toLowerCase();
  return { status: Object.hasOwn(meanings, word) ? meanings[word]! : 'ABORTED', word };
}

export const hasEnded = (status: RunStatus): boolean => status !== 'QUEUED' && status !== 'RUNNING';

export interface DeploymentOutcome extends Outcome {
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
}

interface DatedStatus {
  readonly state: string;
  readonly at: Instant;
}

const terminal: Readonly<Record<string, RunStatus>> = {
  SUCCESS: 'SUCCESS',
  FAILURE: 'FAILURE',
  ERROR: 'FAILURE',
};

/** The statuses as they came about; GitHub lists the newest first. */
const inOrder = (statuses: readonly WireStatus[], createdAt: Instant): DatedStatus[] =>
  statuses
    .map(({ state, createdAt: created, updatedAt }) => ({
      state: state.toUpperCase(),
      at: created ?? updatedAt ?? createdAt,
    }))
    .reverse()
    .sort((left, right) => left.at - right.at);

/**
 * Returns how a deployment went: its first terminal status. GitHub calls it INACTIVE later by itself, when another one takes its
 * environment, which says nothing of it.
 */
export function deploymentOutcome(
  statuses: readonly WireStatus[],
  createdAt: Instant,
): DeploymentOutcome {
  const history = inOrder(statuses, createdAt);
  const begun = history.find(({ state }) => state === 'IN_PROGRESS')?.at ?? null;
  const ended = history.find(({ state }) => Object.hasOwn(terminal, state));
  const inactive = history.find(({ state }) => state === 'INACTIVE');
  const end = ended ?? inactive;
  if (end) {
    const startedAt = Math.min(begun ?? createdAt, end.at);
    const status = terminal[end.state] ?? 'ABORTED';
    return { status, word: end.state.toLowerCase(), startedAt, endedAt: end.at };
  }
  const word = (history.at(-1)?.state ?? 'QUEUED').toLowerCase();
  const status = begun === null ? 'QUEUED' : 'RUNNING';
  return { status, word, startedAt: begun, endedAt: null };
}
