import { z } from 'zod';
import type { EnvironmentType, RunKind } from '../model/facts/delivery.js';
import { listSetting } from './setting-values.js';
import type { DefaultedField } from './settings-form.js';

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

/** Returns the expression of a whole name, with a group for each `*`. Case never counts. */
export const wholeNameOf = (pattern: string): RegExp =>
  new RegExp(`^${pattern.split(/\*+/).map(escaped).join('(.*)')}$`, 'isu');

/** A pattern with `*` is one of the whole name; one without is a word of it. Case never counts. */
export const expressionOf = (pattern: string): RegExp =>
  pattern.includes('*')
    ? wholeNameOf(pattern)
    : new RegExp(`(?<![\\p{L}\\p{N}])${escaped(pattern)}(?![\\p{L}\\p{N}])`, 'iu');

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
const PATTERN_HELP =
  'One a line: a word of the name, or a pattern of the whole name with `*`. Case does not count.';

const LONGEST_PATTERN = 100;
const MOST_STARS = 4;
/** True for a pattern that is not too long, and quickly compared. */
export const isPattern = (text: string): boolean =>
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

/** The fields of the words by which runs are understood. The first help says what is named, the second what production is. */
export const namingFields = (deploys: string, production: string): readonly DefaultedField[] => [
  {
    key: 'deploys',
    label: 'What deploys',
    help: `${deploys} ${PATTERN_HELP}`,
    kind: 'LIST',
    default: defaultDeploys.join('\n'),
  },
  {
    key: 'builds',
    label: 'What builds too',
    help: `Names of those among them that build as well as deploy. What does not deploy builds anyway. ${PATTERN_HELP}`,
    kind: 'LIST',
    default: defaultBuilds.join('\n'),
  },
  {
    key: 'production',
    label: 'Production environments',
    help: `${production} ${PATTERN_HELP}`,
    kind: 'LIST',
  },
];
/** The shape of what `namingFields` ask for. */
export const namingShape = {
  deploys: patternsSetting(defaultDeploys),
  builds: patternsSetting(defaultBuilds),
  production: patternsSetting([]),
};

/** The runs of which the parts are read, where that costs a call each. */
export const partsSetting = z
  .enum(['ALL', 'MAY_DEPLOY', 'NONE', ''], 'Choose MAY_DEPLOY, ALL or NONE.')
  .nullish()
  .transform((given) => given || 'MAY_DEPLOY');
