/**
 * Returns an id of this source's facts. The source reports its repositories under ids of its own,
 * which are joined to those of other sources by address. They stay whole when another source of the
 * same repository is removed.
 */
const of = (place: string, what: string): string => `gitlab-ci:${place}:${what}`;

export const repositoryId = (place: string, project: number): string => of(place, String(project));
export const pipelineId = (place: string, id: number): string => of(place, `pipeline:${id}`);
export const jobId = (place: string, id: number): string => of(place, `job:${id}`);
/** A job that is tried again is a new job of the same name in the same pipeline. */
export const jobRunId = (place: string, pipeline: number, name: string): string =>
  `${pipelineId(place, pipeline)}:${name}`;
export const deploymentId = (place: string, id: number): string => of(place, `deployment:${id}`);
