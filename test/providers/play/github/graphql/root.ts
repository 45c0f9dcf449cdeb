import { canSee, visibleRepositories } from '../server/permissions.js';
import type { Person } from '../world/records.js';
import type { Repository } from '../world/world.js';
import { byKey, connect, listOf, type PageArguments } from './connection.js';
import type { Cost } from './cost.js';
import { findNode } from './find-node.js';
import type { GraphView } from './makers.js';
import { actorNode } from './nodes/people.js';
import { RefusedQuery } from './refused-query.js';

interface RepositoryArguments {
  readonly owner: string;
  readonly name: string;
  readonly followRenames?: boolean | null;
}
interface RepositoriesArguments extends PageArguments {
  readonly orderBy?: { readonly field: string; readonly direction: 'ASC' | 'DESC' } | null;
  readonly isArchived?: boolean | null;
  readonly isFork?: boolean | null;
  readonly visibility?: 'PRIVATE' | 'PUBLIC' | null;
}

/** The rest of the hour, as the field `rateLimit` shows it. */
export interface RateState {
  readonly limit: number;
  readonly remaining: number;
  readonly used: number;
  readonly resetAt: string;
}

const REPOSITORY_MOMENTS = {
  CREATED_AT: ({ createdAt, id }: Repository) => createdAt * 1_000 + (id % 1_000),
  UPDATED_AT: ({ updatedAt }: Repository) => updatedAt,
  PUSHED_AT: ({ pushedAt }: Repository) => pushedAt ?? 0,
} as const;

function repositoriesNode(
  found: readonly Repository[],
  asked: RepositoriesArguments,
  view: GraphView,
) {
  const { orderBy, isArchived, isFork, visibility } = asked;
  const fits = (repository: Repository): boolean =>
    (isArchived ?? repository.isArchived) === repository.isArchived &&
    (isFork ?? repository.isFork) === repository.isFork &&
    (!visibility || (visibility === 'PRIVATE') === repository.isPrivate);
  const field = (orderBy?.field ?? 'CREATED_AT') as keyof typeof REPOSITORY_MOMENTS;
  const momentOf = REPOSITORY_MOMENTS[field];
  if (momentOf === undefined)
    throw new RefusedQuery(
      'NOT_PLAYED',
      `The play server does not order repositories by ${field}.`,
    );
  const direction = orderBy?.direction ?? 'ASC';
  const sign = direction === 'ASC' ? 1 : -1;
  const all = found
    .filter(fits)
    .toSorted((a, b) => sign * (momentOf(a) - momentOf(b) || a.id - b.id));
  const byId = new Map(all.map((repository) => [repository.id, repository]));
  const ids = all.map(({ id }) => id);
  const positions = byKey(ids, (id) => momentOf(byId.get(id)!), direction);
  return connect(listOf(all), asked, (one) => view.make.repository(one, view), positions);
}

/** An owner of repositories, with those that the token sees. */
function ownerNode(owner: Person, view: GraphView) {
  const visible = () => visibleRepositories(view).filter((one) => one.owner === owner);
  return {
    ...actorNode(owner, view),
    repositories: (asked: RepositoriesArguments) => repositoriesNode(visible(), asked, view),
  };
}

function findRepository({ owner, name, followRenames }: RepositoryArguments, view: GraphView) {
  const found = view.world.repositoryNamed(`${owner}/${name}`);
  const isRight = found !== null && (!found.moved || followRenames !== false);
  if (!isRight || !canSee(found.repository, view))
    throw new RefusedQuery(
      'NOT_FOUND',
      `Could not resolve to a Repository with the name '${owner}/${name}'.`,
    );
  return view.make.repository(found.repository, view);
}

function findOwner(login: string, view: GraphView, kinds: readonly Person['kind'][], what: string) {
  const found = view.world.personNamed(login);
  if (found === null || !kinds.includes(found.kind))
    throw new RefusedQuery(
      'NOT_FOUND',
      `Could not resolve to ${what} with the login of '${login}'.`,
    );
  return ownerNode(found, view);
}

/** One of several that cannot be found is null, and an error beside the others. */
function nodeOrError(id: string, view: GraphView): object {
  try {
    return findNode(id, view);
  } catch (error) {
    if (error instanceof RefusedQuery) return error;
    throw error;
  }
}

/** The fields of GitHub's `Query` that are played. */
export function rootFor(view: GraphView, cost: Cost, rate: RateState | null) {
  return {
    rateLimit: rate === null ? null : { ...rate, cost: cost.points, nodeCount: cost.nodes },
    viewer: () => ({ ...ownerNode(view.token!.person, view), isViewer: true }),
    repository: (asked: RepositoryArguments) => findRepository(asked, view),
    repositoryOwner: ({ login }: { readonly login: string }) => {
      const found = view.world.personNamed(login);
      return found === null ? null : ownerNode(found, view);
    },
    organization: ({ login }: { readonly login: string }) =>
      findOwner(login, view, ['Organization'], 'an Organization'),
    user: ({ login }: { readonly login: string }) => findOwner(login, view, ['User'], 'a User'),
    node: ({ id }: { readonly id: string }) => findNode(id, view),
    nodes: ({ ids }: { readonly ids: readonly string[] }) => ids.map((id) => nodeOrError(id, view)),
  };
}
