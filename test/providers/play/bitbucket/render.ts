import type { Instant } from '../../../../src/model/time.js';
import type {
  Account,
  Activity,
  Comment,
  Commit,
  FileStat,
  Pull,
  Repository,
  Tag,
} from './types.js';

/** Bitbucket writes microseconds and an offset. */
const vendorTime = (at: Instant): string => new Date(at).toISOString().replace(/Z$/, '000+00:00');

const braced = (uuid: string): string => `{${uuid}}`;
const link = (href: string) => ({ href });

export const account = (one: Account | null) =>
  one && {
    display_name: one.name,
    links: { avatar: link('https://example.com/avatar.png') },
    ...{ type: one.type, uuid: braced(one.uuid) },
    ...(one.accountId === null ? {} : { account_id: one.accountId, nickname: one.name }),
  };

const pageOf = ({ workspace, slug }: Repository, host: string): string =>
  `https://${host}/${workspace}/${slug}`;

const shortRepository = (repository: Repository) => ({
  type: 'repository',
  full_name: `${repository.workspace}/${repository.slug}`,
  ...{ name: repository.slug, uuid: braced(repository.uuid), links: {} },
});

export const fullRepository = (repository: Repository, host = 'bitbucket.org') => ({
  ...shortRepository(repository),
  links: { html: link(pageOf(repository, host)) },
  ...{ slug: repository.slug, description: '', scm: 'git', is_private: repository.isPrivate },
  workspace: { type: 'workspace', slug: repository.workspace, name: repository.workspace },
  project: { type: 'project', key: repository.project, name: repository.project },
  created_on: vendorTime(repository.createdAt),
  updated_on: vendorTime(repository.updatedAt),
  ...{ size: 2_048, language: '', has_issues: false, has_wiki: false },
  mainbranch: { type: 'branch', name: 'main' },
});

const short = (hash: string) => ({ type: 'commit', hash: hash.slice(0, 12), links: {} });

export const pull = (one: Pull, repository: Repository) => ({
  comment_count: one.comments.filter(({ deleted }) => !deleted).length,
  ...{ task_count: 0, type: 'pullrequest', id: one.id, title: one.title },
  ...{ description: one.description, state: one.state, draft: one.draft, reason: '' },
  merge_commit: one.mergeCommit && short(one.mergeCommit.hash),
  close_source_branch: false,
  ...(one.closedOn === null ? {} : { closed_on: vendorTime(one.closedOn) }),
  closed_by: one.state === 'OPEN' ? null : account(one.author),
  author: account(one.author),
  created_on: vendorTime(one.createdAt),
  updated_on: vendorTime(one.updatedAt),
  destination: {
    branch: { name: 'main' },
    commit: short('c0e12b61e44b0000'),
    repository: shortRepository(repository),
  },
  source: {
    branch: { name: one.branch },
    commit: one.commits.length > 0 ? short(one.commits.at(-1)!.hash) : null,
    repository: one.hasSource ? shortRepository(repository) : null,
  },
  summary: { type: 'rendered', raw: one.description, markup: 'markdown', html: '' },
  links: {},
});

export const activity = (one: Activity, of: Pull) => {
  const pull_request = { type: 'pullrequest', id: of.id, title: of.title, links: {} };
  if (one.kind !== 'update')
    return { pull_request, [one.kind]: { date: vendorTime(one.at), user: account(one.by) } };
  const { state, draft } = one;
  const said = draft === undefined ? {} : { draft };
  const update = { state, title: of.title, description: '', reviewers: [], changes: {}, ...said };
  return { pull_request, update: { ...update, author: account(one.by), date: vendorTime(one.at) } };
};

export const comment = (one: Comment) => ({
  ...{ id: one.id, type: 'pullrequest_comment', links: {} },
  created_on: vendorTime(one.at),
  updated_on: vendorTime(one.at),
  content: { type: 'rendered', raw: one.deleted ? '' : 'Well.', markup: 'markdown', html: '' },
  ...{ user: account(one.by), deleted: one.deleted ?? false, pending: one.pending ?? false },
});

export const commit = (one: Commit) => ({
  ...{
    type: 'commit',
    hash: one.hash,
    date: new Date(one.at).toISOString().replace('.000Z', '+00:00'),
  },
  author: {
    ...{ type: 'author', raw: one.raw },
    ...(one.author === null ? {} : { user: account(one.author) }),
  },
  message: one.message,
  parents: one.parents.map((hash) => ({ type: 'commit', hash, links: {} })),
  links: {},
});

const file = (path: string | null) => path && { type: 'commit_file', path, links: {} };
export const diffstat = (one: FileStat) => ({
  ...{ type: 'diffstat', lines_added: one.added, lines_removed: one.removed, status: one.status },
  ...{ old: file(one.old), new: file(one.new) },
});

export const tag = ({ name, at, target }: Tag) => ({
  ...{ name, type: 'tag', links: {}, message: at === null ? null : 'A release.' },
  date: at === null ? null : vendorTime(at),
  tagger: at === null ? null : { type: 'author', raw: target.raw },
  target: commit(target),
});
