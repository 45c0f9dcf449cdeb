/** Returns the id of a repository, which keeps its number when it is renamed or moved; `place` is the host and the account. */
export const repositoryId = (place: string, id: number): string => `harness-code:${place}:${id}`;

export const pullRequestId = (place: string, repository: number, number: number): string =>
  `${repositoryId(place, repository)}!${number}`;
