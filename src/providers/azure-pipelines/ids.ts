import { azureId } from '../azure-api/ids.js';

export const buildId = (place: string, build: number | string): string =>
  azureId(place, `build/${build}`);

/** Stages are known by the identifiers that YAML gives them. */
export const stageId = (place: string, build: number, stage: string): string =>
  `${buildId(place, build)}/${stage}`;

/** Releases and environments are counted in each project from the beginning. */
const inProject = (place: string, project: string, id: string): string =>
  azureId(place, `${project}/${id}`);

export const recordId = (place: string, project: string, record: number): string =>
  inProject(place, project, `environment-record/${record}`);

export const deploymentId = (place: string, project: string, deployment: number): string =>
  inProject(place, project, `deployment/${deployment}`);

/** Returns the key of a stage of a release, to which it deploys once or several times. */
export const releaseStageId = (
  place: string,
  project: string,
  release: number,
  stage: number,
): string => inProject(place, project, `release/${release}/${stage}`);
