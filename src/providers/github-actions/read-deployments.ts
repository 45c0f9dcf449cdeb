import { z } from 'zod';
import type { GithubApi } from '../github-api/api.js';
import { type Connection, GraphqlTooLarge } from '../github-api/graphql-answer.js';
import { parseJson } from '../http/answer.js';
import { restOfStatuses, statusesOfDeployments } from './queries.js';
import type { DeploymentNode } from './wire.js';

type StatusList = Required<Pick<Connection, 'pageInfo' | 'nodes'>>;
interface WithStatuses {
  readonly id: string;
  readonly statuses: StatusList | null;
}
/** An id of something else yields an empty object. */
type Found = Partial<WithStatuses> | null;

const present = (nodes: readonly unknown[] | null): unknown[] =>
  (nodes ?? []).filter((node) => node !== null);

/** Reads a long history to its end, where its first status is. */
async function allStatuses(api: GithubApi, id: string, first: StatusList): Promise<unknown[]> {
  const statuses = present(first.nodes);
  let { hasNextPage, endCursor } = first.pageInfo;
  while (hasNextPage && endCursor !== null) {
    const variables: { id: string; after: string } = { id, after: endCursor };
    const { node } = await api.graphql<{ readonly node: Found }>(restOfStatuses, variables);
    statuses.push(...present(node?.statuses?.nodes ?? []));
    const next: string | null = node?.statuses?.pageInfo.endCursor ?? null;
    hasNextPage = (node?.statuses?.pageInfo.hasNextPage ?? false) && next !== endCursor;
    endCursor = next;
  }
  return statuses;
}

/** Asks for fewer at once where GitHub does not answer in time. */
async function askStatuses(api: GithubApi, ids: readonly string[]): Promise<readonly Found[]> {
  try {
    const { nodes } = await api.graphql<{ readonly nodes: readonly Found[] }>(
      statusesOfDeployments,
      { ids },
    );
    return nodes;
  } catch (error) {
    if (!(error instanceof GraphqlTooLarge) || ids.length < 2) throw error;
    const half = Math.ceil(ids.length / 2);
    const first = await askStatuses(api, ids.slice(0, half));
    return [...first, ...(await askStatuses(api, ids.slice(half)))];
  }
}

const nodeIdOf = (deployment: unknown): string | null =>
  z.object({ node_id: z.string() }).safeParse(deployment).data?.node_id ?? null;

/** The beginnings of the histories, by node id. */
async function firstStatuses(
  api: GithubApi,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StatusList>> {
  const nodes = ids.length > 0 ? await askStatuses(api, ids) : [];
  return new Map(
    nodes.flatMap((node) => (node?.id && node.statuses ? [[node.id, node.statuses] as const] : [])),
  );
}

/**
 * Reads the histories of deployments that a list names. A deployment that GitHub has deleted
 * meanwhile is excluded. An entry without an id is passed on, and counted as dropped when it is
 * mapped.
 */
export async function readStatuses(
  api: GithubApi,
  listed: readonly unknown[],
): Promise<DeploymentNode[]> {
  const named = listed.map((deployment) => ({ deployment, id: nodeIdOf(deployment) }));
  const found = await firstStatuses(
    api,
    named.flatMap(({ id }) => (id === null ? [] : [id])),
  );
  const nodes: DeploymentNode[] = [];
  for (const { deployment, id } of named) {
    const first = id === null ? undefined : found.get(id);
    if (id !== null && first)
      nodes.push({ deployment, statuses: await allStatuses(api, id, first) });
    else if (id === null) nodes.push({ deployment, statuses: [] });
  }
  return nodes;
}

/** Reads one deployment by its number; empty if GitHub has none. */
export async function readDeployment(
  api: GithubApi,
  fullName: string,
  id: number,
): Promise<DeploymentNode[]> {
  const answer = await api.rest.ask(`repos/${fullName}/deployments/${id}`, {
    allowed: [404, 410],
  });
  return answer.status === 200 ? readStatuses(api, [parseJson<unknown>(answer)]) : [];
}
