/** Spreads a number over 32 bits. */
function spread(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return mixed ^ (mixed >>> 15);
}

/** Returns 32 bits for a list of whole numbers. */
function hashOf(...keys: readonly number[]): number {
  let state = 0x9e3779b9;
  for (const key of keys) state = spread(Math.imul(state, 31) + key);
  return state >>> 0;
}

/** Numbers that look random and are the same for the same keys. */
export class Dice {
  #state: number;
  constructor(state: number) {
    this.#state = state;
  }

  /** From 0 to below 1. */
  next(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    return (spread(this.#state) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 to below `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }
}

/** Returns dice of their own for a list of whole numbers, such as a seed, a repository and a number. */
export const rollDice = (...keys: readonly number[]): Dice => new Dice(hashOf(...keys));

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/** The roles of a commit in its pull request, besides the index of those that were proposed. */
export const COMMIT_ROLES = {
  merge: 0xf00000,
  testMerge: 0xf00001,
  root: 0xf00002,
  forced: 0xd00000,
  rebased: 0xe00000,
} as const;

/** The place that a generated commit has: the index of its repository, a number, a role. */
export interface CommitPlace {
  readonly repository: number;
  readonly number: number;
  readonly index: number;
}

/** A commit's name holds its place, so that any of a hundred thousand is found without a list of them. */
export function shaOf({ repository, number, index }: CommitPlace): string {
  const place = `${hex(repository, 4)}${hex(number, 6)}${hex(index, 6)}`;
  const noise = hashOf(repository, number, index);
  return `${hex(noise, 8)}${place}${hex(spread(noise) >>> 0, 8)}${hex(spread(noise + 1) >>> 0, 8)}`;
}

/** Returns null for a name that no generated commit has. */
export function placeOf(sha: string): CommitPlace | null {
  if (!/^[0-9a-f]{40}$/.test(sha)) return null;
  const place = {
    repository: Number.parseInt(sha.slice(8, 12), 16),
    number: Number.parseInt(sha.slice(12, 18), 16),
    index: Number.parseInt(sha.slice(18, 24), 16),
  };
  return shaOf(place) === sha ? place : null;
}
