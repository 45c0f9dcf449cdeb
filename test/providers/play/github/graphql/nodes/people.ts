import { instant } from '../../view.js';
import type { GitPerson, Label, Person } from '../../world/records.js';
import type { GraphView } from '../makers.js';

/** GitHub shows when accounts were made; nobody here reads it. */
const JOINED = '2019-03-01T09:00:00Z';

function addressesOf(person: Person, { web }: GraphView) {
  const path = person.kind === 'Bot' ? `/apps/${person.login}` : `/${person.login}`;
  return { url: `${web}${path}`, resourcePath: path, avatarUrl: `${web}/avatars/${person.id}` };
}

/** The actor of something; null if GitHub no longer knows. */
export function actorNode(person: Person | null, view: GraphView) {
  if (person === null) return null;
  return {
    __typename: person.kind,
    id: person.nodeId,
    databaseId: person.id,
    login: person.login,
    name: person.name,
    // The address of a user is never null; the address of an imported author may be.
    email: person.kind === 'Mannequin' ? person.email : (person.email ?? ''),
    createdAt: JOINED,
    updatedAt: JOINED,
    ...addressesOf(person, view),
  };
}

export function gitActorNode(author: GitPerson, view: GraphView) {
  return {
    name: author.name,
    email: author.email,
    date: instant(author.date),
    avatarUrl: `${view.web}/avatars/0`,
    // Robots have no entry here, only users.
    user: () => (author.person?.kind === 'User' ? actorNode(author.person, view) : null),
  };
}

export const labelNode = ({ id, name, color }: Label) => ({
  __typename: 'Label',
  id: `LA_${id}`,
  name,
  color,
  description: null,
  isDefault: false,
});
