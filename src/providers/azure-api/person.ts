import { type Person, unknownPerson } from '../../model/facts/people.js';
import type { WireIdentity } from './wire.js';

const ADDRESS = /^[^\s@<>\\]+@[^\s@<>\\]+\.[^\s@<>\\]+$/;
const NO_ID = '00000000-0000-0000-0000-000000000000';

/** Returns the e-mail address that a text is; null if it is none, such as `DOMAIN\user`. */
const addressIn = (text: string | null | undefined): string | null =>
  text && ADDRESS.test(text.trim()) ? text.trim() : null;

/** Build services have names of their own account, services of the vendor these ids, applications of Entra this kind of descriptor. */
const isService = ({ id, descriptor, uniqueName }: WireIdentity): boolean =>
  /^(?:svc|aadsp|s2s)\.|ServiceIdentity/i.test(descriptor ?? '') ||
  /^(?:Build|AgentPool|TFS)\\/i.test(uniqueName ?? '') ||
  /-8888-8000-000000000000$/.test(id ?? '');

/** `Name <unique name>`, as fields of work items and old revisions have it. */
const WRITTEN = /^(?<name>.*?)\s*<(?<unique>[^<>]+)>$/;

/** Returns an identity that is an object, or a text such as `Name <mail>`; null if it is neither. */
export function identityIn(value: unknown): WireIdentity | null {
  if (value !== null && typeof value === 'object') return value;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const { name, unique } = WRITTEN.exec(value.trim())?.groups ?? {};
  return unique === undefined
    ? { displayName: value.trim() }
    : { displayName: name || null, uniqueName: unique };
}

/** Returns true if the identity is a group or a team, which no person is. */
export const isGroup = ({ isContainer, uniqueName }: WireIdentity): boolean =>
  isContainer === true || /^vstfs:\/\/\//i.test(uniqueName ?? '');

/**
 * Returns who somebody is. The id is the identity's own, which a new name does not change;
 * where texts name it, the unique name. Groups and deleted identities are nobody known.
 */
export function personOf(identity: WireIdentity | null | undefined): Person {
  if (!identity || isGroup(identity)) return unknownPerson;
  const { id, uniqueName, displayName, mailAddress, descriptor } = identity;
  const own = id === NO_ID ? null : id;
  const key = own?.toLowerCase() || descriptor || uniqueName?.trim().toLowerCase() || displayName;
  if (!key) return unknownPerson;
  const person: Person = {
    applicationType: 'AZURE_DEVOPS',
    id: key,
    name: displayName?.trim() || null,
    email: addressIn(mailAddress) ?? addressIn(uniqueName),
  };
  return isService(identity) ? { ...person, email: null, bot: true } : person;
}
