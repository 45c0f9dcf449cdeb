import type { UserError } from '../model/errors.js';

/** Why a profile, tree or key cannot bear this name. */
export function nameErrors(name: string, field: readonly string[] = ['name']): UserError[] {
  const length = name.trim().length;
  if (length >= 1 && length <= 200) return [];
  return [{ code: 'INVALID_NAME', field, message: 'Give a name of 1 to 200 characters.' }];
}
