import type { Json } from './elements.js';

/** An execution with the project that it lies in. */
export interface PlayExecution {
  readonly organization: string;
  readonly project: string;
  /** Changed in place, so that lists and details say the same. */
  readonly summary: Record<string, unknown>;
  readonly graph: Json | null;
}

export interface PlayProject {
  readonly organization: string;
  readonly id: string;
  readonly name: string;
}

/** An account of Harness; tests may change it while it plays. */
export interface HarnessWorld {
  now: number;
  readonly account: string;
  readonly token: string;
  readonly projects: PlayProject[];
  readonly executions: PlayExecution[];
  /** Permissions that the token lacks. */
  readonly lacking: Set<string>;
  /** Projects whose executions may not be read. */
  readonly closed: Set<string>;
  /** A list never says which page is its last. */
  isVague: boolean;
}

/** Returns an account with nothing in it. */
export const emptyWorld = (now: number, token = 'sat.ACCOUNT.key.play-token'): HarnessWorld => ({
  ...{ now, account: 'ACCOUNT', token, projects: [], executions: [] },
  ...{ lacking: new Set(), closed: new Set(), isVague: false },
});

/** Adds an execution to a project. */
export function addExecution(
  { executions }: HarnessWorld,
  { organization, id: project }: Pick<PlayProject, 'organization' | 'id'>,
  summary: Json,
  graph: Json | null = null,
): PlayExecution {
  const execution = { organization, project, summary: { ...summary }, graph };
  executions.push(execution);
  return execution;
}

/** Returns an execution by its id. */
export function executionOf({ executions }: HarnessWorld, id: string): PlayExecution {
  const found = executions.find(({ summary }) => summary.planExecutionId === id);
  if (!found) throw new RangeError(`There is no execution ${id}.`);
  return found;
}
