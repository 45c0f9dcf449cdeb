import { type Person, unknownPerson } from '../../../model/facts/people.js';
import type { WorkItemFact } from '../../../model/facts/work.js';
import type { Legend } from '../wire.js';

/** Returns the id of a fact: every site counts its issues, sprints and versions from the beginning. */
export const siteId = (place: string, id: string): string => `jira:${place}:${id}`;

/** Account ids of Cloud are one's own on every site; user keys of Data Center are the site's. */
function personOfSite(person: Person | null, { edition, place }: Legend): Person | null {
  if (person === null || edition === 'CLOUD' || person.id === unknownPerson.id) return person;
  return { ...person, id: `${place}:${person.id}` };
}

/** Returns the same fact with ids that no other site uses. */
export function itemOfSite(fact: WorkItemFact, legend: Legend): WorkItemFact {
  const of = (id: string): string => siteId(legend.place, id);
  const above = (parent: string | null) => (parent === null ? null : of(parent));
  const person = (one: Person | null) => personOfSite(one, legend);
  return {
    ...fact,
    id: of(fact.id),
    parent: above(fact.parent),
    assignee: person(fact.assignee),
    assigneeHistory: fact.assigneeHistory.map(({ at, assignee }) => ({
      at,
      assignee: person(assignee),
    })),
    sprintHistory: fact.sprintHistory.map((move) => ({ ...move, sprint: of(move.sprint) })),
    parentHistory: fact.parentHistory.map(({ at, parent }) => ({ at, parent: above(parent) })),
  };
}
