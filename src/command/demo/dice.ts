import { createHash } from 'node:crypto';

/** Dice of their own for every seed, so that what is thrown in one place changes nothing elsewhere. */
export function createDice(seed: string) {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  const roll = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(roll() * limit);
  return {
    /** Returns a number from 0 up to 1. */
    roll,
    /** Returns a whole number from 0 up to, but not including, `limit`. */
    below,
    /** Returns a whole number, both ends included. */
    between: (least: number, most: number): number => least + below(most - least + 1),
    chance: (probability: number): boolean => roll() < probability,
    one: <Item>(items: readonly Item[]): Item => items[below(items.length)]!,
    /** Returns how often something happens in a row, `again` being the chance of one more time. */
    runs: (again: number, most: number): number => {
      let count = 0;
      while (count < most && roll() < again) count += 1;
      return count;
    },
  };
}
/** Chance that is the same for the same seed, on every machine. */
export type Dice = ReturnType<typeof createDice>;
