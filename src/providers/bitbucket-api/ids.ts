/** Bitbucket writes its own ids in braces. */
export const withoutBraces = (uuid: string): string => uuid.replace(/^\{|\}$/g, '');

/** Ids of facts hold Bitbucket's own ids, so that a rename or a transfer changes none of them. */
export const repositoryId = (host: string, uuid: string): string =>
  `bitbucket:${host}:${withoutBraces(uuid)}`;

export const pullRequestId = (host: string, uuid: string, number: number): string =>
  `${repositoryId(host, uuid)}#${number}`;

export const tagId = (host: string, uuid: string, name: string): string =>
  `${repositoryId(host, uuid)}:${name}`;
