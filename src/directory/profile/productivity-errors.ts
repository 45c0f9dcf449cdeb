import type { UserError } from '../../model/errors.js';
import type { ProductivityConfig } from '../../model/profile/productivity-profile.js';
import { repeated } from '../developer-file/repeated.js';
import { errorIf } from '../error-if.js';
import { calendarErrors } from './calendar-errors.js';

const MOST_PATHS = 100;
const LONGEST_PATH = 200;
const isCount = (value: number) => Number.isInteger(value) && value > 0;
const isPath = (path: string) =>
  path.trim() === path && path !== '' && path.length <= LONGEST_PATH && !path.startsWith('/');

function pathErrors(paths: readonly string[]): UserError[] {
  const field = ['config', 'codeRework', 'excludedPaths'];
  if (paths.length > MOST_PATHS)
    return [{ code: 'TOO_MANY_PATHS', field, message: `Give at most ${MOST_PATHS} paths.` }];
  return paths.flatMap((path, index) =>
    errorIf(
      !isPath(path),
      'INVALID_PATH',
      [...field, String(index)],
      `Give a path from the root of the repository, without a slash in front, of 1 to ${LONGEST_PATH} characters.`,
    ),
  );
}

const disabledErrors = ({ disabledMetrics = [] }: ProductivityConfig): UserError[] =>
  repeated(disabledMetrics, (id) => id).map((index) => ({
    code: 'DUPLICATE_METRIC',
    field: ['config', 'disabledMetrics', String(index)],
    message: `${disabledMetrics[index]} stands before: name each metric once.`,
  }));

/** Returns why a productivity profile cannot be effective. */
export function productivityErrors(config: ProductivityConfig): UserError[] {
  const { prSize, codeRework, calendar } = config;
  return [
    ...disabledErrors(config),
    ...errorIf(
      !isCount(prSize.small) || !isCount(prSize.medium) || prSize.small >= prSize.medium,
      'INVALID_PR_SIZE',
      ['config', 'prSize'],
      'Give whole numbers of lines with 0 < small < medium.',
    ),
    ...errorIf(
      !isCount(codeRework.recentWindowDays) || codeRework.recentWindowDays > 3650,
      'INVALID_RECENT_WINDOW',
      ['config', 'codeRework', 'recentWindowDays'],
      'Give a whole number of days between 1 and 3650.',
    ),
    ...pathErrors(codeRework.excludedPaths),
    ...calendarErrors(calendar),
  ];
}
