import type { Developer } from '../model/facts/people.js';

type Reporting = Pick<Developer, 'email' | 'managerEmail'>;

/** Each circle of managers once, from the member that was met first; somebody who is their own manager is a circle of one. */
export function managerCycles<Person extends Reporting>(people: readonly Person[]): Person[][] {
  const byEmail = new Map(people.map((person) => [person.email, person]));
  const walkOf = new Map<Person, Person>();
  const cycles: Person[][] = [];
  for (const start of people) {
    const path: Person[] = [];
    let person: Person | undefined = start;
    while (person && !walkOf.has(person)) {
      walkOf.set(person, start);
      path.push(person);
      person = person.managerEmail === null ? undefined : byEmail.get(person.managerEmail);
    }
    if (person && walkOf.get(person) === start) cycles.push(path.slice(path.indexOf(person)));
  }
  return cycles;
}
