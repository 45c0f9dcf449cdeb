import type { Developer } from '../../model/facts/people.js';

/** A developer with the fields that a tree needs. */
export type Person = Pick<Developer, 'number' | 'name' | 'email' | 'managerEmail'>;

/** The reports of each manager, siblings by name. */
export interface Forest {
  /** People without a manager. */
  readonly tops: readonly Person[];
  readonly manages: (person: Person) => boolean;
  readonly reportsOf: (person: Person) => readonly Person[];
  /** True for a top whose manager is not there, so that they hang where nobody put them. */
  readonly isDetached: (person: Person) => boolean;
}

const order = (left: string, right: string) => Number(left > right) - Number(left < right);
const byName = (left: Person, right: Person) =>
  order(left.name.toLowerCase(), right.name.toLowerCase()) || order(left.email, right.email);

/** The forest of these people; managers form no circle. */
export function forestOf(people: readonly Person[]): Forest {
  const byEmail = new Map(people.map((person) => [person.email, person]));
  const managerOf = ({ managerEmail: email }: Person) =>
    email === null ? null : (byEmail.get(email) ?? null);
  const reports = Map.groupBy(people.toSorted(byName), managerOf);
  return {
    tops: reports.get(null) ?? [],
    manages: (person) => reports.has(person),
    reportsOf: (person) => reports.get(person) ?? [],
    isDetached: (person) => person.managerEmail !== null && managerOf(person) === null,
  };
}
