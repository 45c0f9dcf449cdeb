import type { Developer } from '../../model/facts/people.js';

/** A developer with the fields that a tree needs. */
export type Person = Pick<Developer, 'number' | 'name' | 'email' | 'managerEmail'>;

/** The reports of each manager, siblings by name. */
export interface Forest {
  /** People without a manager. */
  readonly tops: readonly Person[];
  readonly manages: (person: Person) => boolean;
  readonly reportsOf: (person: Person) => readonly Person[];
  /** True for a top whose manager was excluded, so that they hang where nobody put them. */
  readonly isDetached: (person: Person) => boolean;
}

const order = (left: string, right: string) => Number(left > right) - Number(left < right);
const byName = (left: Person, right: Person) =>
  order(left.name.toLowerCase(), right.name.toLowerCase()) || order(left.email, right.email);

/** The nearest manager above who is kept; null where there is none. Managers form no circle. */
function keptManager(
  person: Person,
  byEmail: ReadonlyMap<string, Person>,
  keeps: (person: Person) => boolean,
): Person | null {
  let email = person.managerEmail;
  while (email !== null) {
    const manager = byEmail.get(email);
    if (!manager || keeps(manager)) return manager ?? null;
    email = manager.managerEmail;
  }
  return null;
}

/** The forest of those whom `keeps` accepts. */
export function forestOf(people: readonly Person[], keeps: (person: Person) => boolean): Forest {
  const byEmail = new Map(people.map((person) => [person.email, person]));
  const sorted = people.filter(keeps).sort(byName);
  const reports = Map.groupBy(sorted, (person) => keptManager(person, byEmail, keeps));
  return {
    tops: reports.get(null) ?? [],
    manages: (person) => reports.has(person),
    reportsOf: (person) => reports.get(person) ?? [],
    isDetached: (person) =>
      person.managerEmail !== null && keptManager(person, byEmail, keeps) === null,
  };
}
