import { refuse } from '../../model/errors.js';
import { openSecretIn } from '../../model/facts/open-secret.js';

const LONGEST_NAME = 200;
const MOST_MINUTES = 7 * 24 * 60;

/** Returns the name. Throws a Refusal where it is too long, or holds a secret. */
export function demandName(name: string): string {
  if (name.length > LONGEST_NAME)
    refuse('NAME_TOO_LONG', ['name'], 'A name has at most 200 characters: shorten it.');
  demandOpenText(name, ['name']);
  return name;
}

/** Throws a Refusal where a text that others may read holds a secret. */
export function demandOpenText(text: string, field: readonly string[]): void {
  if (openSecretIn(text) !== null)
    refuse('HOLDS_SECRET', field, 'A name is read by others: leave tokens and logins out of it.');
}

/** Throws a Refusal unless the interval is one, or is left to the provider. */
export function demandInterval(minutes: number | null | undefined): void {
  if (minutes === null || minutes === undefined) return;
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > MOST_MINUTES)
    refuse(
      'WRONG_INTERVAL',
      ['intervalMinutes'],
      `An interval has 1 to ${MOST_MINUTES} minutes, which is a week: give a number of them.`,
    );
}
