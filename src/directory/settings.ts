import type { UserError } from '../model/errors.js';
import type { Filter, FilterCondition } from '../model/filter.js';
import type { TeamSettings } from '../model/team.js';
import { patternError } from './release-pattern.js';

const MOST_CONDITIONS = 50;
const MOST_VALUES = 500;
const LONGEST_VALUE = 1000;

type Section = 'repositories' | 'destinationBranches';
const propertyOf: Record<Section, string> = {
  repositories: 'repository',
  destinationBranches: 'branch',
};

function conditionErrors(condition: FilterCondition, section: Section, index: number): UserError[] {
  const field = [section, String(index)];
  const errors: UserError[] = [];
  if (condition.property !== propertyOf[section])
    errors.push({
      code: 'UNKNOWN_PROPERTY',
      field: [...field, 'property'],
      message: `A condition on ${section} compares the property "${propertyOf[section]}", not "${condition.property}".`,
    });
  if (condition.values.length === 0 || condition.values.length > MOST_VALUES)
    errors.push({
      code: 'VALUES_REQUIRED',
      field: [...field, 'values'],
      message: `Give the condition between 1 and ${MOST_VALUES} values.`,
    });
  condition.values.forEach((value, at) => {
    if (value.trim() === '' || value.length > LONGEST_VALUE)
      errors.push({
        code: 'INVALID_VALUE',
        field: [...field, 'values', String(at)],
        message: `Give a value of 1 to ${LONGEST_VALUE} characters, or remove it.`,
      });
  });
  return errors;
}

function filterErrors(filter: Filter, section: Section): UserError[] {
  const errors = filter.flatMap((condition, index) => conditionErrors(condition, section, index));
  if (filter.length <= MOST_CONDITIONS) return errors;
  const message = `Use at most ${MOST_CONDITIONS} conditions: one condition may list many values.`;
  return [{ code: 'TOO_MANY_CONDITIONS', field: [section], message }, ...errors];
}

/** Why settings cannot be saved, with paths into them; empty where they can. */
export function settingsErrors(settings: TeamSettings): UserError[] {
  const pattern = patternError(settings.releasePattern);
  return [
    ...filterErrors(settings.repositories, 'repositories'),
    ...filterErrors(settings.destinationBranches, 'destinationBranches'),
    ...(pattern ? [{ ...pattern, field: ['releasePattern'] }] : []),
  ];
}
