import { requirePermission } from '../../server/permissions.js';
import { instant, instantOrNull } from '../../view.js';
import type { Direction, Kind, OrderField } from '../../world/content.js';
import type { Outline, Tag } from '../../world/records.js';
import { fullNameOf, type Repository } from '../../world/world.js';
import { byKey, connect, listOf, type PageArguments } from '../connection.js';
import type { GraphView } from '../makers.js';
import { RefusedQuery } from '../refused-query.js';
import { commitNode } from './commit.js';
import { actorNode, gitActorNode } from './people.js';

interface NumberedArguments extends PageArguments {
  readonly orderBy?: { readonly field: string; readonly direction: Direction } | null;
  readonly states?: readonly string[] | null;
  readonly filterBy?: { readonly since?: string | null } | null;
}

function orderOf({ orderBy }: NumberedArguments): readonly [OrderField, Direction] {
  const { field, direction } = orderBy ?? { field: 'CREATED_AT', direction: 'ASC' as const };
  if (field !== 'CREATED_AT' && field !== 'UPDATED_AT')
    throw new RefusedQuery('NOT_PLAYED', `The play server does not order by ${field}.`);
  return [field, direction];
}

/** Pull requests or issues in the order and the states that are asked for. */
function numbered(
  kind: Kind,
  repository: Repository,
  asked: NumberedArguments,
  make: (number: number) => unknown,
) {
  const { content } = repository;
  const [field, direction] = orderOf(asked);
  const { states, filterBy } = asked;
  const since = filterBy?.since ? Date.parse(filterBy.since) : null;
  const fits = ({ state, updatedAt }: Outline): boolean =>
    (!states || states.includes(state)) && (since === null || updatedAt >= since);
  const all = content.order(kind, field, direction);
  const isWhole = !states && since === null;
  const numbers = isWhole ? all : all.filter((number) => fits(content.outlineOf(number)!));
  const momentOf = (number: number) => content.momentOf(number, field);
  return connect(listOf(numbers), asked, make, byKey(numbers, momentOf, direction));
}

const notFound = (what: string, number: number) =>
  new RefusedQuery('NOT_FOUND', `Could not resolve to ${what} with the number of ${number}.`);

function workFields(repository: Repository, view: GraphView) {
  const { content } = repository;
  const pullRequest = (number: number) => {
    const found = content.pullRequest(number);
    if (found === null) throw notFound('a PullRequest', number);
    return view.make.pullRequest(found, repository, view);
  };
  const issue = (number: number) => {
    const found = content.issue(number);
    if (found === null) throw notFound('an Issue', number);
    return view.make.issue(found, repository, view);
  };
  return {
    pullRequest: ({ number }: { readonly number: number }) => {
      requirePermission(view.token, 'pull_requests');
      return pullRequest(number);
    },
    pullRequests: (asked: NumberedArguments) => {
      requirePermission(view.token, 'pull_requests');
      return numbered('pullRequests', repository, asked, pullRequest);
    },
    issue: ({ number }: { readonly number: number }) => {
      requirePermission(view.token, 'issues');
      return issue(number);
    },
    issues: (asked: NumberedArguments) => {
      requirePermission(view.token, 'issues');
      return numbered('issues', repository, asked, issue);
    },
  };
}

function tagRef(tag: Tag, repository: Repository, view: GraphView) {
  const { annotation, commit } = tag;
  const node = () => commitNode(commit, repository, view);
  const annotated = () => ({
    __typename: 'Tag',
    oid: annotation!.sha,
    name: tag.name,
    message: annotation!.message,
    tagger: gitActorNode(annotation!.tagger, view),
    target: node(),
  });
  return {
    __typename: 'Ref',
    id: `REF_${repository.id}_${tag.name}`,
    name: tag.name,
    prefix: 'refs/tags/',
    target: annotation === null ? node : annotated,
  };
}

const releaseNode = (tag: Tag, repository: Repository, view: GraphView) => ({
  __typename: 'Release',
  id: `RE_${tag.release!.id}`,
  databaseId: null,
  name: tag.name,
  tagName: tag.name,
  description: null,
  isDraft: false,
  isPrerelease: false,
  createdAt: instant(tag.commit.committer.date),
  publishedAt: instant(tag.release!.publishedAt),
  updatedAt: instant(tag.release!.publishedAt),
  url: `${view.web}/${fullNameOf(repository)}/releases/tag/${tag.name}`,
  author: actorNode(tag.release!.author, view),
  tag: () => tagRef(tag, repository, view),
  tagCommit: () => commitNode(tag.commit, repository, view),
});

interface RefArguments extends PageArguments {
  readonly refPrefix: string;
  readonly orderBy?: { readonly field: string; readonly direction: Direction } | null;
}

function codeFields(repository: Repository, view: GraphView) {
  const { content, defaultBranch, isEmpty } = repository;
  const branch = () => ({
    __typename: 'Ref',
    id: `REF_${repository.id}_${defaultBranch}`,
    name: defaultBranch,
    prefix: 'refs/heads/',
    target: () => {
      requirePermission(view.token, 'contents');
      return commitNode(content.history().at(0), repository, view);
    },
  });
  return {
    defaultBranchRef: isEmpty ? null : branch,
    refs: ({ refPrefix, orderBy, ...asked }: RefArguments) => {
      requirePermission(view.token, 'contents');
      const branches = refPrefix === 'refs/heads/' && !isEmpty ? [branch()] : [];
      if (refPrefix !== 'refs/tags/') return connect(listOf(branches), asked, (ref) => ref);
      const newest = content.tags();
      const tags = orderBy?.direction === 'ASC' ? newest.toReversed() : newest;
      return connect(listOf(tags), asked, (tag) => tagRef(tag, repository, view));
    },
    releases: (asked: PageArguments) => {
      const released = content.tags().filter(({ release }) => release !== null);
      return connect(listOf(released), asked, (tag) => releaseNode(tag, repository, view));
    },
  };
}

export function repositoryNode(repository: Repository, view: GraphView): object {
  const nameWithOwner = fullNameOf(repository);
  return {
    __typename: 'Repository',
    id: repository.nodeId,
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner,
    url: `${view.web}/${nameWithOwner}`,
    resourcePath: `/${nameWithOwner}`,
    sshUrl: `git@${new URL(view.web).hostname}:${nameWithOwner}.git`,
    description: repository.description,
    isArchived: repository.isArchived,
    archivedAt: repository.isArchived ? instant(repository.updatedAt) : null,
    isDisabled: repository.isDisabled,
    isEmpty: repository.isEmpty,
    isFork: repository.isFork,
    isPrivate: repository.isPrivate,
    isLocked: false,
    isMirror: false,
    isTemplate: false,
    visibility: repository.isPrivate ? 'PRIVATE' : 'PUBLIC',
    hasIssuesEnabled: repository.hasIssues,
    viewerPermission: 'READ',
    createdAt: instant(repository.createdAt),
    updatedAt: instant(repository.updatedAt),
    pushedAt: instantOrNull(repository.pushedAt),
    owner: () => actorNode(repository.owner, view),
    ...codeFields(repository, view),
    ...workFields(repository, view),
    ...Object.assign({}, ...moreFields.map((make) => make(repository, view))),
  };
}

/** Fields of a repository that another part makes, such as deployments: one line each. */
const moreFields: readonly ((repository: Repository, view: GraphView) => object)[] = [];
