/** Ids of facts hold GitHub's own numbers, so that a rename changes none of them. */
export const repositoryId = (host: string, databaseId: number): string =>
  `github:${host}:${databaseId}`;

/** Issues and pull requests of a repository share one series of numbers. */
export const numberedId = (host: string, databaseId: number, number: number): string =>
  `${repositoryId(host, databaseId)}#${number}`;
