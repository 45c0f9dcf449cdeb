export interface Numbering {
  /** The distinct values, ascending. */
  readonly keys: readonly number[];
  /** For each value its place in `keys`. */
  readonly index: Int32Array;
}

const LARGEST_TABLE = 1 << 22;

/** Values that are small numbers, as those of developers and repositories are, need no map. */
function byTable(values: Float64Array, highest: number): Numbering {
  const places = new Int32Array(highest + 2);
  for (let row = 0; row < values.length; row++) places[values[row]! + 1] = 1;
  const keys: number[] = [];
  for (let slot = 0; slot < places.length; slot++)
    if (places[slot] === 1) places[slot] = keys.push(slot - 1) - 1;
  const index = new Int32Array(values.length);
  for (let row = 0; row < values.length; row++) index[row] = places[values[row]! + 1]!;
  return { keys, index };
}

function byMap(values: Float64Array): Numbering {
  const keys = [...new Set(values)].sort((left, right) => left - right);
  const places = new Map(keys.map((key, place) => [key, place]));
  return { keys, index: Int32Array.from(values, (value) => places.get(value)!) };
}

/** Replaces whole numbers by their places among the distinct ones. */
export function numbering(values: Float64Array): Numbering {
  let lowest = 0;
  let highest = -1;
  for (let row = 0; row < values.length; row++) {
    lowest = Math.min(lowest, values[row]!);
    highest = Math.max(highest, values[row]!);
  }
  const isSmall = lowest >= -1 && highest <= Math.min(LARGEST_TABLE, 16 * values.length + 64);
  return isSmall ? byTable(values, highest) : byMap(values);
}
