import type { UserError } from '../../model/errors.js';
import type {
  AlignmentCategory,
  AllocationGoal,
  BusinessAlignmentConfig,
} from '../../model/profile/alignment-profile.js';
import { folded, repeated } from '../developer-file/repeated.js';
import { errorIf } from '../error-if.js';
import { filterErrors, workItemProperties } from '../filter-errors.js';

const MOST_CATEGORIES = 50;
const MOST_FILTERS = 10;
const CATEGORIES = ['config', 'categories'];

const GOAL_FORM =
  'Give shares with 0 <= acceptableMin <= idealMin <= idealMax <= acceptableMax <= 1.';
const isShare = (value: number) => Number.isFinite(value) && value >= 0 && value <= 1;

function isGoal({ acceptableMin, idealMin, idealMax, acceptableMax }: AllocationGoal): boolean {
  const edges = [acceptableMin, idealMin, idealMax, acceptableMax];
  return edges.every((edge, index) => isShare(edge) && (index === 0 || edge >= edges[index - 1]!));
}

/** Returns why a goal at the path `field` cannot be effective; there need be none. */
export const goalErrors = (
  goal: AllocationGoal | null | undefined,
  field: readonly string[],
): UserError[] => errorIf(Boolean(goal && !isGoal(goal)), 'INVALID_GOAL', field, GOAL_FORM);

function categoryErrors(category: AlignmentCategory, index: number): UserError[] {
  const field = [...CATEGORIES, String(index)];
  const { name, rank, goal, scopeFilters } = category;
  const isNamed = name.trim() !== '' && name.length <= 100;
  const isRanked = Number.isInteger(rank) && rank >= 1;
  const isMany = scopeFilters.length > MOST_FILTERS;
  const filters = [...field, 'scopeFilters'];
  return [
    ...errorIf(!isNamed, 'INVALID_NAME', [...field, 'name'], 'Give a name of 1 to 100 characters.'),
    ...errorIf(
      !isRanked,
      'INVALID_RANK',
      [...field, 'rank'],
      'Give a whole number from 1 on; 1 is best.',
    ),
    ...goalErrors(goal, [...field, 'goal']),
    ...errorIf(isMany, 'TOO_MANY_FILTERS', filters, `Give at most ${MOST_FILTERS} filters.`),
    ...scopeFilters.flatMap((filter, at) =>
      filterErrors(filter, workItemProperties, [...filters, String(at)]),
    ),
  ];
}

function repetitions(categories: readonly AlignmentCategory[]): UserError[] {
  const errorsOf = (
    code: string,
    part: string,
    keyOf: (category: AlignmentCategory) => string | number,
  ) =>
    repeated(categories, keyOf).map((index) => ({
      code,
      field: [...CATEGORIES, String(index), part],
      message: `Another category has this ${part}: give each its own.`,
    }));
  return [
    ...errorsOf('DUPLICATE_CATEGORY_ID', 'id', ({ id }) => id),
    ...errorsOf('DUPLICATE_CATEGORY_NAME', 'name', ({ name }) => folded(name)),
    ...errorsOf('DUPLICATE_RANK', 'rank', ({ rank }) => rank),
  ];
}

/**
 * Returns why a business alignment profile cannot be effective; ids are those that the profile
 * knows, or new.
 */
export function alignmentErrors({ categories }: BusinessAlignmentConfig): UserError[] {
  const message = `Give at most ${MOST_CATEGORIES} categories.`;
  return categories.length > MOST_CATEGORIES
    ? [{ code: 'TOO_MANY_CATEGORIES', field: CATEGORIES, message }]
    : [...categories.flatMap(categoryErrors), ...repetitions(categories)];
}
