import type { EffectiveRules } from '../model/team.js';

/** Returns a function that finds a value when it is first asked for, and knows it then. */
export function once<Value>(find: () => Value): () => Value {
  let known: { readonly value: Value } | undefined;
  return () => {
    known ??= { value: find() };
    return known.value;
  };
}

/** Returns what is kept under a key, made when it is first asked for. */
export type Keep = <Value>(key: string, make: () => Value) => Value;

export function createKeep(): Keep {
  const kept = new Map<string, unknown>();
  return <Value>(key: string, make: () => Value) => {
    if (!kept.has(key)) kept.set(key, make());
    return kept.get(key) as Value;
  };
}

/** Makes something of each set of rules, once. */
export function onceByRules<Made>(
  make: (rules: EffectiveRules) => Made,
): (rules: EffectiveRules) => Made {
  const made = new Map<EffectiveRules, Made>();
  return (rules) => {
    const known = made.get(rules) ?? make(rules);
    made.set(rules, known);
    return known;
  };
}
