import type { UserError } from '../model/errors.js';
import { openSecretIn } from '../model/facts/open-secret.js';
import { errorIf } from './error-if.js';

/** Returns why a profile, tree or key cannot bear this name. */
export function nameErrors(name: string, field: readonly string[] = ['name']): UserError[] {
  const length = name.trim().length;
  if (length < 1 || length > 200)
    return [{ code: 'INVALID_NAME', field, message: 'Give a name of 1 to 200 characters.' }];
  const message = 'A name is read by others: leave tokens and logins out of it.';
  return errorIf(openSecretIn(name) !== null, 'HOLDS_SECRET', field, message);
}
