export interface Numbering {
  /** The distinct values, ascending. */
  readonly keys: readonly number[];
  /** For each value its place in `keys`. */
  readonly index: Int32Array;
}

/** Replaces values by their places among the distinct ones. */
export function numbering(values: Float64Array): Numbering {
  const places = new Map<number, number>();
  const index = new Int32Array(values.length);
  let last = Number.NaN;
  let lastPlace = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value !== last) {
      lastPlace = places.get(value) ?? places.size;
      places.set(value, lastPlace);
      last = value;
    }
    index[row] = lastPlace;
  }
  const keys = [...places.keys()].sort((left, right) => left - right);
  const final = new Int32Array(keys.length);
  for (const [place, key] of keys.entries()) final[places.get(key)!] = place;
  for (let row = 0; row < index.length; row++) index[row] = final[index[row]!]!;
  return { keys, index };
}
