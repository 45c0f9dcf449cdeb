import type { Dice } from './dice.js';
import type { DemoRepository } from './organisation.js';

const nouns = [
  'order',
  'price',
  'item',
  'session',
  'limit',
  'batch',
  'index',
  'policy',
  'view',
  'job',
];
const verbs = ['load', 'check', 'merge', 'format', 'store', 'count', 'trim', 'resolve'];

const newLine = (dice: Dice): string => {
  const [noun, verb] = [dice.one(nouns), dice.one(verbs)];
  return `  ${noun}${dice.below(90)} = ${verb}(${dice.one(nouns)}, ${dice.below(1000)});`;
};
const newLines = (dice: Dice, count: number) => Array.from({ length: count }, () => newLine(dice));

/** The files of a repository's `main`, and which of them an open branch holds, so that merges never collide. */
export class Workspace {
  readonly #contents = new Map<string, readonly string[]>();
  readonly #held = new Set<string>();
  readonly #dice: Dice;
  readonly #repository: DemoRepository;

  constructor(repository: DemoRepository, dice: Dice) {
    this.#repository = repository;
    this.#dice = dice;
  }

  /** A new file in one of the folders. */
  invent(): string {
    const { folders, extension } = this.#repository;
    const name = `${this.#dice.one(verbs)}-${this.#dice.one(nouns)}`;
    const folder = this.#dice.one(folders);
    let path = `${folder}/${name}.${extension}`;
    for (let copy = 2; this.#contents.has(path); copy += 1)
      path = `${folder}/${name}-${copy}.${extension}`;
    this.#contents.set(path, newLines(this.#dice, this.#dice.between(12, 40)));
    return path;
  }

  /** A file nobody else works on; those made early are worked on most, as in real repositories. */
  hold(): string {
    const paths = [...this.#contents.keys()];
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const path = paths[Math.floor(this.#dice.roll() ** 2 * paths.length)]!;
      if (this.#held.has(path)) continue;
      this.#held.add(path);
      return path;
    }
    const fresh = this.invent();
    this.#held.add(fresh);
    return fresh;
  }

  release(paths: Iterable<string>): void {
    for (const path of paths) this.#held.delete(path);
  }

  isHeld(path: string): boolean {
    return this.#held.has(path);
  }

  read(path: string): readonly string[] {
    return this.#contents.get(path) ?? [];
  }

  write(path: string, lines: readonly string[]): void {
    this.#contents.set(path, lines);
  }

  /** Returns the lines with some replaced and some added, in one place. */
  edited(lines: readonly string[]): readonly string[] {
    const dice = this.#dice;
    const from = dice.below(lines.length + 1);
    const removed = lines.length > 60 ? dice.between(4, 20) : dice.runs(0.6, 8);
    return lines.toSpliced(from, removed, ...newLines(dice, 1 + dice.runs(0.7, 12)));
  }
}

export const contentOf = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

/** Lines that the one has and the other has not, file by file. */
export function linesBeside(
  one: ReadonlyMap<string, readonly string[]>,
  other: ReadonlyMap<string, readonly string[]>,
): number {
  let count = 0;
  for (const [path, lines] of one) {
    const known = new Set(other.get(path));
    count += lines.filter((line) => !known.has(line)).length;
  }
  return count;
}
