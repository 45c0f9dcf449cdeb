/** A set of whole numbers from 0 up to a size known beforehand. */
export interface BitSet {
  /** Adds and tells whether it was new. */
  readonly add: (number: number) => boolean;
  readonly remove: (number: number) => void;
}

export function createBitSet(size: number): BitSet {
  const words = new Uint32Array(Math.ceil(size / 32));
  return {
    add(number) {
      const word = Math.floor(number / 32);
      const mask = 1 << (number % 32);
      if ((words[word]! & mask) !== 0) return false;
      words[word]! |= mask;
      return true;
    },
    remove(number) {
      words[Math.floor(number / 32)]! &= ~(1 << (number % 32));
    },
  };
}
