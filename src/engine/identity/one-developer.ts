import type { Developer } from '../../model/facts/people.js';
import { cleanEmail, withoutInvisible } from '../../model/look-alike.js';

/** The one developer that a key stands for; null where it stands for none or for several. */
export type OneDeveloper = (key: string) => Developer | null;

/** How keys are compared: as cleaned addresses, so that what nobody sees parts nobody. */
export const fold = (text: string): string => withoutInvisible(cleanEmail(text));

/** Of several developers under one key the only active one is meant, if there is exactly one. */
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
