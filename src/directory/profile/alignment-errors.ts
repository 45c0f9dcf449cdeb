import type { UserError } from '../../model/errors.js';
import type {
  AlignmentCategory,
  AllocationGoal,
  BusinessAlignmentConfig,
} from '../../model/profile/alignment-profile.js';
import { folded, repeated } from '../developer-file/repeated.js';
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
): UserError[] =>
  !goal || isGoal(goal) ? [] : [{ code: 'INVALID_GOAL', field, message: GOAL_FORM }];

function categoryErrors(category: AlignmentCategory, index: number): UserError[] {
  const field = [...CATEGORIES, String(index)];
  const { name, rank, goal, scopeFilters } = category;
  const errors: UserError[] = [];
  const add = (code: string, part: string, message: string) =>
    errors.push({ code, field: [...field, part], message });
  if (name.trim() === '' || name.length > 100)
    add('INVALID_NAME', 'name', 'Give a name of 1 to 100 characters.');
  if (!Number.isInteger(rank) || rank < 1)
    add('INVALID_RANK', 'rank', 'Give a whole number from 1 on; 1 is best.');
  errors.push(...goalErrors(goal, [...field, 'goal']));
  if (scopeFilters.length > MOST_FILTERS)
    add('TOO_MANY_FILTERS', 'scopeFilters', `Give at most ${MOST_FILTERS} filters.`);
  return [
    ...errors,
    ...scopeFilters.flatMap((filter, at) =>
      filterErrors(filter, workItemProperties, [...field, 'scopeFilters', String(at)]),
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
  if (categories.length > MOST_CATEGORIES)
    return [
      {
        code: 'TOO_MANY_CATEGORIES',
        field: CATEGORIES,
        message: `Give at most ${MOST_CATEGORIES} categories.`,
      },
    ];
  return [...categories.flatMap(categoryErrors), ...repetitions(categories)];
}
