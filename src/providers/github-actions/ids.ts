/**
 * Returns an id of this source's facts. The source reports its repositories under ids of its own,
 * which are joined to those of other sources by address. They stay whole when another source of the
 * same repository is removed.
 */
const of = (host: string, what: string): string => `github-actions:${host}:${what}`;

export const repositoryId = (host: string, id: number): string => of(host, String(id));
export const runId = (host: string, id: number): string => of(host, `run:${id}`);
export const attemptId = (host: string, id: number, attempt: number): string =>
  of(host, `run:${id}:${attempt}`);
export const jobId = (host: string, id: number): string => of(host, `job:${id}`);
export const deploymentId = (host: string, id: number): string => of(host, `deployment:${id}`);
