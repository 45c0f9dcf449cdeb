/** Returns the id of a fact: `place` is that of the organisation, `id` the tool's own. */
export const azureId = (place: string, id: string | number): string => `azure:${place}:${id}`;

/** Returns the id of a repository, which is the same for code and for pipelines. */
export const repositoryId = (place: string, guid: string): string =>
  azureId(place, guid.toLowerCase());
