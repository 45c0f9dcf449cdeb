/** Ids of facts hold the server's own numbers, so that a rename changes none of them. */
export const repositoryId = (place: string, number: number): string =>
  `bitbucket-server:${place}:${number}`;

export const pullRequestId = (place: string, repository: number, number: number): string =>
  `${repositoryId(place, repository)}#${number}`;

export const tagId = (place: string, repository: number, name: string): string =>
  `${repositoryId(place, repository)}:${name}`;
