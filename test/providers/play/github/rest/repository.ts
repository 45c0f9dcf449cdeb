import { instant, instantOrNull, type View } from '../view.js';
import { fullNameOf, type Repository } from '../world/world.js';
import { simpleUser } from './people.js';

export const repositoryUrl = (repository: Repository, { api }: View): string =>
  `${api}/repos/${fullNameOf(repository)}`;

/** The addresses of what a repository has, as templates. */
const LINKS: Readonly<Record<string, string>> = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
};

const linksOf = (url: string): Record<string, string> =>
  Object.fromEntries(Object.entries(LINKS).map(([name, tail]) => [name, `${url}${tail}`]));

/** The number of open issues and pull requests, as GitHub counts them together. */
const openIssues = ({ content }: Repository): number =>
  [...content.numbersOf('issues'), ...content.numbersOf('pullRequests')].filter(
    (number) => content.outlineOf(number)?.state === 'OPEN',
  ).length;

function addresses(repository: Repository, view: View) {
  const fullName = fullNameOf(repository);
  const html = `${view.web}/${fullName}`;
  const { hostname } = new URL(view.web);
  return {
    html_url: html,
    url: repositoryUrl(repository, view),
    ...linksOf(repositoryUrl(repository, view)),
    git_url: `git://${hostname}/${fullName}.git`,
    ssh_url: `git@${hostname}:${fullName}.git`,
    clone_url: `${html}.git`,
    svn_url: html,
    mirror_url: null,
  };
}

/** Public repositories have one. */
const licenseOf = ({ isPrivate }: Repository) =>
  isPrivate
    ? null
    : {
        key: 'mit',
        name: 'MIT License',
        spdx_id: 'MIT',
        url: 'https://api.github.com/licenses/mit',
        node_id: 'MDc6TGljZW5zZTEz',
      };

const counts = (repository: Repository) => {
  const open = openIssues(repository);
  return {
    size: repository.isEmpty ? 0 : 812,
    stargazers_count: 0,
    watchers_count: 0,
    forks_count: 0,
    open_issues_count: open,
    forks: 0,
    open_issues: open,
    watchers: 0,
  };
};

/** GitHub's `minimal-repository` and `repository`: what lists and other bodies hold of one. */
export const repositoryBody = (repository: Repository, view: View) => ({
  id: repository.id,
  node_id: repository.nodeId,
  name: repository.name,
  full_name: fullNameOf(repository),
  private: repository.isPrivate,
  owner: simpleUser(repository.owner, view),
  description: repository.description,
  fork: repository.isFork,
  ...addresses(repository, view),
  created_at: instant(repository.createdAt),
  updated_at: instant(repository.updatedAt),
  pushed_at: instantOrNull(repository.pushedAt),
  homepage: null,
  ...counts(repository),
  language: repository.language,
  has_issues: repository.hasIssues,
  has_projects: true,
  has_downloads: true,
  has_wiki: true,
  has_pages: false,
  has_discussions: false,
  archived: repository.isArchived,
  disabled: repository.isDisabled,
  license: licenseOf(repository),
  allow_forking: true,
  is_template: false,
  web_commit_signoff_required: false,
  topics: repository.isPrivate ? [] : ['go'],
  visibility: repository.isPrivate ? 'private' : 'public',
  default_branch: repository.defaultBranch,
});

/** GitHub's `full-repository`: what is answered for one alone. */
export const fullRepositoryBody = (repository: Repository, view: View) => ({
  ...repositoryBody(repository, view),
  pushed_at: instant(repository.pushedAt ?? repository.createdAt),
  permissions: { admin: false, maintain: false, push: false, triage: false, pull: true },
  allow_squash_merge: true,
  allow_merge_commit: true,
  allow_rebase_merge: true,
  subscribers_count: 0,
  network_count: 0,
  ...(repository.owner.kind === 'Organization'
    ? { organization: simpleUser(repository.owner, view) }
    : {}),
});
