import type { Subject } from '../../storage/records/subjects.js';

interface Forge {
  readonly commit: string;
  readonly change: string;
  readonly release: string;
}
const github: Forge = { commit: '/commit/', change: '/pull/', release: '/releases/tag/' };
const gitlab: Forge = { commit: '/-/commit/', change: '/-/merge_requests/', release: '/-/tags/' };
const bitbucket: Forge = { commit: '/commits/', change: '/pull-requests/', release: '/src/' };

function forgeOf(host: string): Forge {
  if (host.includes('gitlab')) return gitlab;
  return host.includes('bitbucket') ? bitbucket : github;
}

/** The page of a subject in the tool it comes from; null for a repository that lies on a disk. */
export function linkTo(subject: Subject, repositoryUrl: string | null): string | null {
  if (subject.url !== null) return subject.url;
  if (!repositoryUrl || !/^https?:\/\//.test(repositoryUrl)) return null;
  const base = repositoryUrl.replace(/(\.git)?\/*$/, '');
  const forge = forgeOf(new URL(base).host);
  if (subject.kind === 'release')
    return `${base}${forge.release}${encodeURIComponent(subject.title)}`;
  const { sha, pullRequest } = subject.detail;
  if (typeof pullRequest === 'number') return `${base}${forge.change}${pullRequest}`;
  return typeof sha === 'string' ? `${base}${forge.commit}${sha}` : null;
}

/** True where a title may name a person: a branch of somebody's fork, a mention, an e-mail. */
export const mayNamePerson = (title: string): boolean =>
  /(^|\s)@[\w-]+|\bfrom \S+[/:]|\S@\S/.test(title);
