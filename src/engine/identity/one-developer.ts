import type { Developer } from '../../model/facts/people.js';
import { cleanEmail, withoutInvisible } from '../../model/look-alike.js';

/** Returns the one developer that a key names; null if it names none or several. */
export type OneDeveloper = (key: string) => Developer | null;

/**
 * Returns a key as it is compared: as a cleaned address, so that invisible characters distinguish
 * nobody.
 */
export const fold = (text: string): string => withoutInvisible(cleanEmail(text));

/**
 * Returns the lookup of developers by key. If several have one key, it names the only active one,
 * if there is exactly one.
 */
export function oneDeveloper(pairs: Iterable<readonly [string, Developer]>): OneDeveloper {
  const found = new Map<string, Set<Developer>>();
  for (const [key, developer] of pairs)
    found.set(fold(key), (found.get(fold(key)) ?? new Set()).add(developer));
  return (key) => {
    const all = [...(found.get(fold(key)) ?? [])];
    if (all.length === 1) return all[0]!;
    const active = all.filter((developer) => developer.active);
    return active.length === 1 ? active[0]! : null;
  };
}
