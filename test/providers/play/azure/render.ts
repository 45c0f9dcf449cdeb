import type {
  AzureWorld,
  Commit,
  Identity,
  PullRequest,
  Repository,
  Tag,
  Thread,
} from './world.js';
import { shaOf } from './world.js';

/** Azure writes instants with seven digits after the second. */
export const instant = (at: number): string => new Date(at).toISOString().replace('Z', '0000Z');

/** An address of the API below the organisation; what it is exactly nobody reads. */
const api = (path: string): string => `https://dev.azure.com/fabrikam/_apis/${path}`;

export const renderIdentity = ({
  id,
  displayName,
  uniqueName,
  descriptor,
  isContainer,
}: Identity) => ({
  displayName,
  url: api(`Identities/${id}`),
  _links: { avatar: { href: api(`GraphProfile/MemberAvatars/${descriptor}`) } },
  id,
  uniqueName,
  imageUrl: api(`GraphProfile/MemberAvatars/${descriptor}`),
  descriptor,
  ...(isContainer ? { isContainer } : {}),
});

export const renderProject = ({ id, name }: { readonly id: string; readonly name: string }) => ({
  id,
  name,
  description: `${name}.`,
  url: api(`projects/${id}`),
  state: 'wellFormed',
  revision: 11,
  visibility: 'private',
  lastUpdateTime: '2023-01-26T19:38:04.267Z',
});

const webOf = ({ organization }: AzureWorld, { project, name }: Repository): string =>
  `https://dev.azure.com/${organization}/${encodeURIComponent(project.name)}/_git/${encodeURIComponent(name)}`;

export const renderRepository = (world: AzureWorld, repository: Repository) => ({
  id: repository.id,
  name: repository.name,
  url: api(`git/repositories/${repository.id}`),
  project: renderProject(repository.project),
  defaultBranch: repository.defaultBranch,
  size: 728,
  remoteUrl: webOf(world, repository),
  sshUrl: `git@ssh.dev.azure.com:v3/${world.organization}/${repository.project.name}/${repository.name}`,
  webUrl: webOf(world, repository),
  isDisabled: false,
});

const reference = (commitId: string) => ({ commitId, url: api(`git/commits/${commitId}`) });

const CUT = 400;

/** Returns when a pull request was opened; a spoilt one lacks it. */
const createdAt = ({ isSpoilt, createdAt: at }: PullRequest) => (isSpoilt ? null : instant(at));

export function renderPullRequest(pull: PullRequest, isWhole: boolean) {
  const { repository, status, closedAt, strategy, description } = pull;
  const head = pull.iterations.at(-1)?.commits.at(-1)?.sha ?? shaOf(`head ${pull.id}`);
  return {
    repository: {
      id: repository.id,
      name: repository.name,
      url: api(`git/repositories/${repository.id}`),
      project: {
        ...{ id: repository.project.id, name: repository.project.name, state: 'unchanged' },
        lastUpdateTime: '0001-01-01T00:00:00',
      },
    },
    pullRequestId: pull.id,
    codeReviewId: pull.id,
    status,
    createdBy: renderIdentity(pull.author),
    creationDate: createdAt(pull),
    ...(closedAt === null ? {} : { closedDate: instant(closedAt) }),
    title: pull.title,
    description: isWhole ? description : description.slice(0, CUT),
    sourceRefName: pull.source,
    targetRefName: pull.target,
    mergeStatus: 'succeeded',
    isDraft: pull.isDraft,
    mergeId: repository.id,
    lastMergeSourceCommit: reference(head),
    lastMergeTargetCommit: reference(shaOf(`target ${pull.id}`)),
    lastMergeCommit: reference(shaOf(`merge ${pull.id}`)),
    reviewers: pull.reviewers.map(({ by, vote }) => ({
      reviewerUrl: api(`git/reviewers/${by.id}`),
      vote,
      hasDeclined: false,
      isFlagged: false,
      ...renderIdentity(by),
    })),
    labels: pull.labels.map((name) => ({ id: repository.id, name, active: true })),
    url: api(`git/repositories/${repository.id}/pullRequests/${pull.id}`),
    ...(status === 'completed' && strategy !== null
      ? { completionOptions: { mergeStrategy: strategy, deleteSourceBranch: true } }
      : {}),
    supportsIterations: true,
  };
}

const typed = (value: string | number) => ({
  $type: typeof value === 'number' ? 'System.Int32' : 'System.String',
  $value: value,
});

export const renderThread = ({ id, at, type, properties, identities, comments }: Thread) => ({
  pullRequestThreadContext: null,
  id,
  publishedDate: instant(at),
  lastUpdatedDate: instant(Math.max(at, ...comments.map((one) => one.at))),
  comments: comments.map(({ by, at: written, text, isDeleted }, index) => ({
    id: index + 1,
    parentCommentId: index === 0 ? 0 : 1,
    author: renderIdentity(by),
    ...(isDeleted ? { isDeleted } : { content: text }),
    publishedDate: instant(written),
    lastUpdatedDate: instant(written),
    commentType: type === null ? 'text' : 'system',
    usersLiked: [],
  })),
  ...(type === null ? { status: 'active' } : {}),
  threadContext: null,
  properties: Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, typed(value)]),
  ),
  identities:
    identities.length === 0
      ? null
      : Object.fromEntries(identities.map((one, at_) => [String(at_ + 1), renderIdentity(one)])),
  isDeleted: false,
});

export const renderCommit = ({ sha, author, at, message }: Commit) => ({
  commitId: sha,
  author: { name: author.displayName, email: author.uniqueName, date: instant(at) },
  committer: { name: author.displayName, email: author.uniqueName, date: instant(at) },
  comment: message,
  url: api(`git/commits/${sha}`),
});

/** A list cuts messages after the first line. */
export const renderListedCommit = (commit: Commit) => {
  const [title = ''] = commit.message.split('\n', 1);
  const isCut = title !== commit.message;
  return {
    ...renderCommit(commit),
    comment: title,
    ...(isCut ? { commentTruncated: true } : {}),
  };
};

export const tagObject = ({ repository, name }: Tag): string =>
  shaOf(`tag ${repository.id} ${name}`);

export const renderRef = (tag: Tag, isPeeled: boolean) => ({
  name: `refs/tags/${tag.name}`,
  objectId: tag.tagger === null ? tag.commit.sha : tagObject(tag),
  ...(isPeeled && tag.tagger !== null ? { peeledObjectId: tag.commit.sha } : {}),
  creator: renderIdentity(tag.commit.author),
  url: api(`git/refs?filter=tags/${tag.name}`),
});

export const renderAnnotated = (tag: Tag) => ({
  taggedObject: { objectId: tag.commit.sha, objectType: 'commit' },
  name: tag.name,
  message: `Release ${tag.name}`,
  taggedBy: {
    name: tag.tagger?.by.displayName,
    email: tag.tagger?.by.uniqueName,
    date: instant(tag.tagger?.at ?? 0),
  },
  objectId: tagObject(tag),
  url: api(`git/annotatedtags/${tagObject(tag)}`),
});
