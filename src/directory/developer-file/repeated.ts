/** Returns the places of values that stood before in the list, compared by `keyOf`. */
export function repeated<Value>(
  values: readonly Value[],
  keyOf: (value: Value) => string | number,
): number[] {
  const seen = new Set<string | number>();
  return values.flatMap((value, index) => {
    const key = keyOf(value);
    if (seen.has(key)) return [index];
    seen.add(key);
    return [];
  });
}

/** A name as it is compared: without case and outer spaces. */
export const folded = (name: string): string => name.trim().toLowerCase();
