import type { EnvironmentType, RunKind } from '../../model/facts/delivery.js';

/** Which jobs are read: of all runs, of those that may deploy, or none. */
export type JobsChoice = 'ALL' | 'MAY_DEPLOY' | 'NONE';

/** The words by which runs are understood. Pages carry them, so that a page means the same whenever it is mapped. */
export interface Naming {
  /** Patterns of the names of workflows, their files, and jobs that deploy. */
  readonly deploys: readonly string[];
  /** Patterns of those that build, though they may deploy too. */
  readonly builds: readonly string[];
  /** Patterns of production environments; empty: GitHub's own flag decides. */
  readonly production: readonly string[];
  readonly jobs: JobsChoice;
}

export const defaultDeploys = [
  '*deploy*',
  'release',
  'publish',
  'promote',
  'rollout',
  'rollback',
  'cd',
];
export const defaultBuilds = ['ci', 'build', 'test', 'tests', 'lint', 'check'];

const escaped = (text: string): string => text.replace(/[.+?^${}()|[\]\\/]/g, '\\$&');

/** A pattern with `*` is one of the whole name; one without is a word of it. Case never counts. */
function expressionOf(pattern: string): RegExp {
  if (!pattern.includes('*'))
    return new RegExp(`(?<![\\p{L}\\p{N}])${escaped(pattern)}(?![\\p{L}\\p{N}])`, 'iu');
  const parts = pattern.split(/\*+/).map(escaped);
  return new RegExp(`^${parts.join('.*')}$`, 'isu');
}

const matchesAny = (patterns: readonly string[], names: readonly (string | null)[]): boolean =>
  patterns.some((pattern) => {
    const expression = expressionOf(pattern);
    return names.some((name) => name !== null && expression.test(name));
  });

/**
 * Returns the purposes of runs and jobs of these names. A name that no pattern matches is a build.
 */
export function kindsOf(
  names: readonly (string | null)[],
  { deploys, builds }: Naming,
): readonly RunKind[] {
  if (!matchesAny(deploys, names)) return ['CI'];
  return matchesAny(builds, names) ? ['CI', 'CD'] : ['CD'];
}

/** The name of a workflow's file without its folder and ending. */
export const fileNameOf = (path: string | null): string | null =>
  path === null ? null : (/([^/@]+?)(?:\.ya?ml)?(?:@.*)?$/.exec(path)?.[1] ?? null);

/** Names that would pass for production by a part of them. */
const BEFORE_PRODUCTION = /(?:^|[^a-z])(?:pre|non|not)[^a-z]?(?:prod|live)/i;

interface Environment {
  readonly name: string;
  readonly isProduction: boolean;
  readonly isTransient: boolean;
}

/**
 * Returns the type of an environment; null if its name or a team's scope decides. GitHub's flag
 * alone says nothing if it is false: it is false for any name but `production` unless somebody set
 * it.
 */
export function environmentTypeOf(
  { name, isProduction, isTransient }: Environment,
  { production }: Naming,
): EnvironmentType | null {
  if (isProduction || matchesAny(production, [name])) return 'PRODUCTION';
  const isKnownOther = production.length > 0 || isTransient || BEFORE_PRODUCTION.test(name);
  return isKnownOther ? 'PRE_PRODUCTION' : null;
}

/** True if the name of a run says that it brings back an earlier version. */
export const isRollback = (names: readonly (string | null)[]): boolean =>
  names.some((name) => name !== null && /(?<![a-z])roll[-_ ]?back/i.test(name));

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
