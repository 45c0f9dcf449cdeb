/** Ids of facts hold GitLab's own numbers, so that neither a rename nor a transfer changes one. */
export const projectId = (place: string, id: number): string => `gitlab:${place}:${id}`;

/** Merge requests and issues have numbers of their own in each project. */
export const mergeRequestId = (place: string, project: number, iid: number): string =>
  `${projectId(place, project)}!${iid}`;
export const issueId = (place: string, project: number, iid: number): string =>
  `${projectId(place, project)}#${iid}`;
