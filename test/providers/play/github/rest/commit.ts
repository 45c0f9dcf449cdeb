import { instant, type View } from '../view.js';
import type { ChangedFile, Commit, GitPerson } from '../world/records.js';
import { fullNameOf, type Repository } from '../world/world.js';
import { asRecorded } from './as-recorded.js';
import { simpleUserOrNull } from './people.js';
import { repositoryUrl } from './repository.js';

const gitUser = ({ name, email, date }: GitPerson) => ({ name, email, date: instant(date) });

/** GitHub's `commit`, without the files and counts that lists leave out. */
function makeCommit(commit: Commit, repository: Repository, view: View) {
  const { sha, message, author, committer, parents } = commit;
  const url = repositoryUrl(repository, view);
  const html = `${view.web}/${fullNameOf(repository)}/commit`;
  return {
    sha,
    node_id: `C_kwDO${repository.id.toString(36)}_${sha.slice(0, 20)}`,
    commit: {
      author: gitUser(author),
      committer: gitUser(committer),
      message,
      tree: { sha: sha.split('').reverse().join(''), url: `${url}/git/trees/${sha}` },
      url: `${url}/git/commits/${sha}`,
      comment_count: 0,
      verification: {
        verified: false,
        reason: 'unsigned',
        signature: null,
        payload: null,
        verified_at: null,
      },
    },
    url: `${url}/commits/${sha}`,
    html_url: `${html}/${sha}`,
    comments_url: `${url}/commits/${sha}/comments`,
    author: simpleUserOrNull(author.person, view),
    committer: simpleUserOrNull(committer.person, view),
    parents: parents.map((parent) => ({
      sha: parent,
      url: `${url}/commits/${parent}`,
      html_url: `${html}/${parent}`,
    })),
  };
}

/** GitHub's `diff-entry`; the patch is omitted, as for binary and large files. */
export function fileBody(file: ChangedFile, sha: string, repository: Repository, view: View) {
  const { path, status, previousPath, additions, deletions } = file;
  const html = `${view.web}/${fullNameOf(repository)}`;
  return {
    sha: sha.split('').reverse().join(''),
    filename: path,
    status,
    additions,
    deletions,
    changes: additions + deletions,
    blob_url: `${html}/blob/${sha}/${path}`,
    raw_url: `${html}/raw/${sha}/${path}`,
    contents_url: `${repositoryUrl(repository, view)}/contents/${path}?ref=${sha}`,
    ...(previousPath === null ? {} : { previous_filename: previousPath }),
  };
}

/** A commit with its counts, as it is answered alone. */
export const wholeCommitBody = (commit: Commit, repository: Repository, view: View) => ({
  ...commitBody(commit, repository, view),
  stats: {
    total: commit.additions + commit.deletions,
    additions: commit.additions,
    deletions: commit.deletions,
  },
  files: [],
});

/** The same, as it was recorded where it was. */
export const commitBody = (commit: Commit, repository: Repository, view: View): object =>
  commit.recorded ? asRecorded(commit.recorded, view) : makeCommit(commit, repository, view);
