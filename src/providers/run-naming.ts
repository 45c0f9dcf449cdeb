import { z } from 'zod';
import type { EnvironmentType, RunKind } from '../model/facts/delivery.js';
import { listSetting } from './setting-values.js';

/** The words by which runs are understood. Pages carry them, so that a page means the same whenever it is mapped. */
export interface RunNaming {
  /** Patterns of the names of what deploys. */
  readonly deploys: readonly string[];
  /** Patterns of those that build, though they may deploy too. */
  readonly builds: readonly string[];
  /** Patterns of production environments; empty: what the tool says decides. */
  readonly production: readonly string[];
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
  { deploys, builds }: Pick<RunNaming, 'deploys' | 'builds'>,
): readonly RunKind[] {
  if (!matchesAny(deploys, names)) return ['CI'];
  return matchesAny(builds, names) ? ['CI', 'CD'] : ['CD'];
}

/** Names that would pass for production by a part of them. */
const BEFORE_PRODUCTION = /(?:^|[^a-z])(?:pre|non|not)[^a-z]?(?:prod|live)/i;

interface Environment {
  readonly name: string;
  readonly isProduction: boolean;
  readonly isTransient: boolean;
}

/**
 * Returns the type of an environment; null if its name or a team's scope decides. A flag of the tool
 * alone says nothing if it is false: it is false for most names unless somebody set it.
 */
export function environmentTypeOf(
  { name, isProduction, isTransient }: Environment,
  { production }: Pick<RunNaming, 'production'>,
): EnvironmentType | null {
  if (isProduction || matchesAny(production, [name])) return 'PRODUCTION';
  const isKnownOther = production.length > 0 || isTransient || BEFORE_PRODUCTION.test(name);
  return isKnownOther ? 'PRE_PRODUCTION' : null;
}

/** True if the name of a run says that it brings back an earlier version. */
export const isRollback = (names: readonly (string | null)[]): boolean =>
  names.some((name) => name !== null && /(?<![a-z])roll[-_ ]?back/i.test(name));

/** How patterns are written, for the help of a setting. */
export const PATTERN_HELP =
  'One a line: a word of the name, or a pattern of the whole name with `*`. Case does not count.';

const LONGEST_PATTERN = 100;
const MOST_STARS = 4;
const isPattern = (text: string): boolean =>
  text.length <= LONGEST_PATTERN && (text.match(/\*+/g) ?? []).length <= MOST_STARS;

/** Patterns, one a line; the defaults where nothing is given. */
export const patternsSetting = (defaults: readonly string[]) =>
  listSetting.transform((given, context) => {
    const wrong = given.find((pattern) => !isPattern(pattern));
    if (wrong === undefined) return given.length > 0 ? given : [...defaults];
    const message = `"${wrong}" has more than ${LONGEST_PATTERN} characters or ${MOST_STARS} stars: shorten it.`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
