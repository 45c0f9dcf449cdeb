import type { MailmapEntry } from '../../model/facts/code.js';
import type { Identity } from '../../model/facts/people.js';
import { trimmed, withoutInvisible } from '../../model/look-alike.js';
import { fold } from './one-developer.js';

/** A person as commits write them. */
export type Written = Pick<Identity, 'name' | 'email'>;

const foldName = (text: string) => withoutInvisible(trimmed(text)).toLowerCase();

/** Reads the `.mailmap` of a repository as git does: lines that also name the name win, later lines win, case does not count. */
export function createMailmap(entries: readonly MailmapEntry[]): (person: Written) => Written {
  const byEmail = new Map<string, Written>();
  const byNameAndEmail = new Map<string, Written>();
  const key = (name: string, email: string) => `${fold(email)}\n${foldName(name)}`;
  for (const { properName, properEmail, commitName, commitEmail } of entries) {
    const [lines, place] =
      commitName === null
        ? ([byEmail, fold(commitEmail)] as const)
        : ([byNameAndEmail, key(commitName, commitEmail)] as const);
    const before = lines.get(place);
    lines.set(place, {
      name: properName ?? before?.name ?? null,
      email: properEmail ?? before?.email ?? null,
    });
  }
  return ({ name, email }) => {
    if (email === null) return { name, email };
    const line = byNameAndEmail.get(key(name ?? '', email)) ?? byEmail.get(fold(email));
    return { name: line?.name ?? name, email: line?.email ?? email };
  };
}
