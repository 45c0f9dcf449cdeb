const statuses = 'pageInfo { hasNextPage endCursor } nodes { state createdAt updatedAt logUrl }';

/** The statuses of some deployments, the newest first, by their node ids. */
export const statusesOfDeployments = `query StatusesOfDeployments($ids: [ID!]!) {
  rateLimit { cost remaining resetAt }
  nodes(ids: $ids) {
    ... on Deployment { id statuses(first: 20) { ${statuses} } }
  }
}`;

/** Reads on in the statuses of one deployment. */
export const restOfStatuses = `query RestOfStatuses($id: ID!, $after: String!) {
  rateLimit { cost remaining resetAt }
  node(id: $id) {
    ... on Deployment { id statuses(first: 100, after: $after) { ${statuses} } }
  }
}`;
