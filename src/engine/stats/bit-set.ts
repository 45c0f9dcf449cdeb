/** A set of whole numbers from 0 up to a size, at most 2^32, known beforehand. */
export interface BitSet {
  /** Adds a number and returns true if it was new. */
  readonly add: (number: number) => boolean;
  readonly remove: (number: number) => void;
}

export function createBitSet(size: number): BitSet {
  const words = new Uint32Array(Math.ceil(size / 32));
  return {
    add(number) {
      const word = number >>> 5;
      const mask = 1 << (number & 31);
      if ((words[word]! & mask) !== 0) return false;
      words[word]! |= mask;
      return true;
    },
    remove(number) {
      words[number >>> 5]! &= ~(1 << (number & 31));
    },
  };
}
