import { listOf } from '../../graphql/connection.js';
import { refusal } from '../../server/reply.js';
import { instant } from '../../view.js';
import type { Commit, Tag } from '../../world/records.js';
import { fullNameOf, type Repository } from '../../world/world.js';
import { commitBody, wholeCommitBody } from '../commit.js';
import { simpleUser } from '../people.js';
import { fullRepositoryBody, repositoryUrl } from '../repository.js';
import { type Call, notFound, ok, paged, Refused, type Route, repositoryOf } from '../route.js';

const REPOSITORY = '/repos/{owner}/{repo}';

/** Returns 409 if there is no commit. */
function filledRepository(call: Call): Repository {
  const repository = repositoryOf(call);
  if (repository.isEmpty) throw new Refused(refusal(409, 'Git Repository is empty.'));
  return repository;
}

function tagBody({ name, commit }: Tag, repository: Repository, { view }: Call) {
  const url = repositoryUrl(repository, view);
  return {
    name,
    commit: { sha: commit.sha, url: `${url}/commits/${commit.sha}` },
    zipball_url: `${url}/zipball/refs/tags/${name}`,
    tarball_url: `${url}/tarball/refs/tags/${name}`,
    node_id: `REF_kwDO${repository.id}_${name}`,
  };
}

function releaseBody(tag: Tag, repository: Repository, { view }: Call) {
  const { id, author, publishedAt } = tag.release!;
  const url = repositoryUrl(repository, view);
  const html = `${view.web}/${fullNameOf(repository)}`;
  return {
    url: `${url}/releases/${id}`,
    assets_url: `${url}/releases/${id}/assets`,
    upload_url: `${url}/releases/${id}/assets{?name,label}`,
    html_url: `${html}/releases/tag/${tag.name}`,
    id,
    author: simpleUser(author, view),
    node_id: `RE_kwDO${id}`,
    tag_name: tag.name,
    target_commitish: repository.defaultBranch,
    name: tag.name,
    draft: false,
    prerelease: false,
    created_at: instant(tag.commit.committer.date),
    published_at: instant(publishedAt),
    assets: [],
    tarball_url: `${url}/tarball/${tag.name}`,
    zipball_url: `${url}/zipball/${tag.name}`,
    body: '',
  };
}

/** The commits between two of a comparison: those of the pull request whose head is named. */
function compared(repository: Repository, base: string, head: string): Commit[] {
  const commits: Commit[] = [];
  let at = repository.content.commit(head);
  while (at !== null && at.sha !== base && commits.length < 10_000) {
    commits.push(at);
    at = at.parents[0] === undefined ? null : repository.content.commit(at.parents[0]);
  }
  return commits.reverse();
}

const MOST_COMPARED = 250;

function comparison(call: Call) {
  const repository = filledRepository(call);
  const { view, params, query } = call;
  const [base = '', head = ''] = params.basehead!.split('...');
  const { content } = repository;
  const [from, to] = [content.commit(base), content.commit(head)];
  if (from === null || to === null) throw notFound();
  const commits = compared(repository, base, head);
  const url = `${repositoryUrl(repository, view)}/compare/${base}...${head}`;
  const html = `${view.web}/${fullNameOf(repository)}/compare/${base}...${head}`;
  const isPaged = query.has('page') || query.has('per_page');
  const shown = isPaged ? commits : commits.slice(0, MOST_COMPARED);
  const wrap = (entries: readonly unknown[]) => ({
    url,
    html_url: html,
    permalink_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: wholeCommitBody(from, repository, view),
    merge_base_commit: wholeCommitBody(from, repository, view),
    status: commits.length === 0 ? 'identical' : 'ahead',
    ahead_by: commits.length,
    behind_by: 0,
    total_commits: commits.length,
    commits: entries,
    files: [],
  });
  const body = (commit: Commit) => commitBody(commit, repository, view);
  if (!isPaged) return ok(wrap(shown.map(body)));
  return paged(call, listOf(shown), body, wrap);
}

function commitsWithin(call: Call) {
  const repository = filledRepository(call);
  const { view, query } = call;
  const since = query.get('since');
  const until = query.get('until');
  const all = repository.content.history();
  const make = (commit: Commit) => commitBody(commit, repository, view);
  if (since === null && until === null) return paged(call, all, make);
  const from = since === null ? 0 : Date.parse(since);
  const to = until === null ? Number.POSITIVE_INFINITY : Date.parse(until);
  const found = Array.from({ length: all.length }, (_, n) => all.at(n)).filter(
    ({ committer }) => committer.date >= from && committer.date <= to,
  );
  return paged(call, listOf(found), make);
}

/** The routes for a repository and its code. */
export const codeRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: REPOSITORY,
    permission: 'metadata',
    isOpen: true,
    answer: (call) => ok(fullRepositoryBody(repositoryOf(call), call.view)),
  },
  {
    method: 'GET',
    path: `${REPOSITORY}/commits`,
    permission: 'contents',
    isOpen: true,
    answer: commitsWithin,
  },
  {
    method: 'GET',
    path: `${REPOSITORY}/commits/{ref}`,
    permission: 'contents',
    isOpen: true,
    answer: (call) => {
      const repository = filledRepository(call);
      const found = repository.content.commit(call.params.ref!);
      if (found === null)
        throw new Refused(refusal(422, `No commit found for SHA: ${call.params.ref}`));
      return ok(wholeCommitBody(found, repository, call.view));
    },
  },
  {
    method: 'GET',
    path: `${REPOSITORY}/compare/{basehead}`,
    permission: 'contents',
    isOpen: true,
    answer: comparison,
  },
  {
    method: 'GET',
    path: `${REPOSITORY}/tags`,
    permission: 'contents',
    isOpen: true,
    answer: (call) => {
      const repository = repositoryOf(call);
      return paged(call, listOf(repository.content.tags()), (tag) =>
        tagBody(tag, repository, call),
      );
    },
  },
  {
    method: 'GET',
    path: `${REPOSITORY}/releases`,
    permission: 'contents',
    isOpen: true,
    answer: (call) => {
      const repository = repositoryOf(call);
      const released = repository.content.tags().filter(({ release }) => release !== null);
      return paged(call, listOf(released), (tag) => releaseBody(tag, repository, call));
    },
  },
];
