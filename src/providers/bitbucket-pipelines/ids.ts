import { withoutBraces } from '../bitbucket-api/ids.js';

/** Ids of this source's own, so that removing it takes nothing from the other: both are joined by the address of the repository. */
const of = (host: string, what: string): string => `bitbucket-pipelines:${host}:${what}`;

export const repositoryId = (host: string, uuid: string): string => of(host, withoutBraces(uuid));
export const runId = (host: string, uuid: string): string => of(host, `run:${withoutBraces(uuid)}`);
export const deploymentId = (host: string, uuid: string): string =>
  of(host, `deployment:${withoutBraces(uuid)}`);
