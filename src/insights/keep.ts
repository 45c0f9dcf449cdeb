import type { EffectiveRules } from '../model/team.js';

/** Returns what is kept under a key, made when it is first asked for. */
export type Keep = <Value>(key: unknown, make: () => Value) => Value;

export function createKeep(): Keep {
  const kept = new Map<unknown, unknown>();
  return <Value>(key: unknown, make: () => Value) => {
    if (!kept.has(key)) kept.set(key, make());
    return kept.get(key) as Value;
  };
}

/** Returns what is kept of one thing, such as a metric, within a keep. */
export const keepWithin = (keep: Keep, thing: unknown): Keep => keep(thing, createKeep);

/** Returns a function that gives what is kept for an object, as long as that lives. */
export function createKeeps<Owner extends object>(): (owner: Owner) => Keep {
  const keeps = new WeakMap<Owner, Keep>();
  return (owner) => {
    const keep = keeps.get(owner) ?? createKeep();
    keeps.set(owner, keep);
    return keep;
  };
}

/** Makes something of each set of rules, once. */
export function onceByRules<Made>(
  make: (rules: EffectiveRules) => Made,
): (rules: EffectiveRules) => Made {
  const keep = createKeep();
  return (rules) => keep(rules, () => make(rules));
}
