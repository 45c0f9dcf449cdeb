import type { RunStatus } from '../../../model/facts/delivery.js';
import type { Naming } from '../naming.js';
import type { WireBuild } from '../wire.js';

/** The words of builds, and those of stages. */
const meanings: Readonly<Record<string, RunStatus>> = {
  SUCCESS: 'SUCCESS',
  FAILURE: 'FAILURE',
  FAILED: 'FAILURE',
  ABORTED: 'ABORTED',
  NOT_BUILT: 'SKIPPED',
  NOT_EXECUTED: 'SKIPPED',
  IN_PROGRESS: 'RUNNING',
  PAUSED_PENDING_INPUT: 'RUNNING',
  QUEUED: 'QUEUED',
};

export interface Outcome {
  readonly status: RunStatus;
  /** Jenkins' own word. */
  readonly statusName: string;
}

/** Returns how something went. A word that a plugin may add is neither success nor failure. */
export function outcomeOf(word: string | null, { unstable }: Pick<Naming, 'unstable'>): Outcome {
  const statusName = word ?? 'UNKNOWN';
  if (statusName === 'UNSTABLE') return { status: unstable, statusName };
  const status = Object.hasOwn(meanings, statusName) ? meanings[statusName]! : 'ABORTED';
  return { status, statusName };
}

/** While a build goes on, it has no result. */
export function outcomeOfBuild({ building, result }: WireBuild, naming: Naming): Outcome {
  const isOpen = building === true || (result === null && building !== false);
  return isOpen ? { status: 'RUNNING', statusName: 'BUILDING' } : outcomeOf(result, naming);
}

export const hasEnded = ({ status }: Outcome): boolean =>
  status !== 'QUEUED' && status !== 'RUNNING';
