/** Returns the id of an execution; `place` is the host and the account. */
export const runId = (place: string, execution: string): string => `harness:${place}:${execution}`;

/** Returns the id of a stage of an execution. */
export const stageId = (place: string, execution: string, stage: string): string =>
  `${runId(place, execution)}:${stage}`;

/** Returns the id of a repository that builds name by its address. */
export const repositoryId = (place: string, remote: string): string =>
  `harness:${place}:repository:${remote}`;
