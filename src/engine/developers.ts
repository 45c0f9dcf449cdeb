import type { Instant, Window } from '../model/time.js';
import type { Question } from './question.js';
import { membersAt } from './roster.js';

/**
 * Returns the distinct members of the question's teams at an instant; under a single developer's
 * question at most that one.
 */
export function rosterAt({ teams, developer }: Question, at: Instant): Set<number> {
  const members = new Set(teams.flatMap(({ roster }) => [...membersAt(roster, at)]));
  if (developer === undefined) return members;
  return new Set(members.has(developer) ? [developer] : []);
}

/**
 * Returns the instant whose roster a span is divided by: now, or under `AS_OF` its last millisecond
 * once it is over.
 */
export const rosterInstant = ({ membership, now }: Question, { to }: Window): Instant =>
  membership === 'CURRENT' ? now : Math.min(to - 1, now);
