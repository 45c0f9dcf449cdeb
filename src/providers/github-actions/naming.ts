import { kindsOf, type RunNaming } from '../run-naming.js';

/** Which jobs are read: of all runs, of those that may deploy, or none. */
export type JobsChoice = 'ALL' | 'MAY_DEPLOY' | 'NONE';

/** The words by which runs of workflows are understood. */
export interface Naming extends RunNaming {
  readonly jobs: JobsChoice;
}

/** The name of a workflow's file without its folder and ending. */
export const fileNameOf = (path: string | null): string | null =>
  path === null ? null : (/([^/@]+?)(?:\.ya?ml)?(?:@.*)?$/.exec(path)?.[1] ?? null);

/**
 * True if the jobs of a run are read. Jobs of pull requests are read only if the name says that the
 * run deploys.
 */
export function readsJobs(
  { name, path, event }: { name: string | null; path: string | null; event: string },
  naming: Naming,
): boolean {
  if (naming.jobs !== 'MAY_DEPLOY') return naming.jobs === 'ALL';
  const isOfPullRequest = /^(?:pull_request|merge_group)/.test(event);
  return !isOfPullRequest || kindsOf([name, fileNameOf(path)], naming).includes('CD');
}
