import type { LazyList } from '../world/records.js';
import { RefusedQuery } from './refused-query.js';

/** How a connection is asked for. */
export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

/** Where each entry of a list is, so that a cursor stays right while the list moves. */
export interface Positions {
  cursorAt(index: number): string;
  /** The index of the first entry behind a cursor. */
  behind(cursor: string): number;
  /** The index of the first entry at or behind a cursor. */
  at(cursor: string): number;
}

const encode = (text: string): string => Buffer.from(text).toString('base64');
const decode = (cursor: string): string => Buffer.from(cursor, 'base64').toString();

function refuse(cursor: string): never {
  throw new RefusedQuery(
    'INVALID_CURSOR_ARGUMENTS',
    `\`${cursor}\` does not appear to be a valid cursor.`,
  );
}

/** Cursors of lists that only grow at their end: the number of an entry. */
const byIndex: Positions = {
  cursorAt: (index) => encode(`${index + 1}`),
  behind: (cursor) => {
    const index = Number(decode(cursor));
    return Number.isInteger(index) && index > 0 ? index : refuse(cursor);
  },
  at: (cursor) => byIndex.behind(cursor) - 1,
};

/** Cursors of ordered numbers: the value that they are ordered by, and the number. */
export function byKey(
  numbers: readonly number[],
  momentOf: (number: number) => number,
  direction: 'ASC' | 'DESC',
): Positions {
  const sign = direction === 'ASC' ? 1 : -1;
  const parse = (cursor: string): readonly [number, number] => {
    const found = /^cursor:v2:(\d+):(\d+)$/.exec(decode(cursor));
    return found === null ? refuse(cursor) : [Number(found[1]), Number(found[2])];
  };
  const firstWhere = (holds: (difference: number) => boolean, cursor: string): number => {
    const [moment, number] = parse(cursor);
    let low = 0;
    let high = numbers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const at = numbers[middle]!;
      if (holds(sign * (momentOf(at) - moment || at - number))) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return {
    cursorAt: (index) => encode(`cursor:v2:${momentOf(numbers[index]!)}:${numbers[index]!}`),
    behind: (cursor) => firstWhere((difference) => difference > 0, cursor),
    at: (cursor) => firstWhere((difference) => difference >= 0, cursor),
  };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function rangeOf(length: number, asked: PageArguments, positions: Positions): Range {
  const { first, last, after, before } = asked;
  const from = after ? Math.min(length, positions.behind(after)) : 0;
  const to = before ? Math.max(from, positions.at(before)) : length;
  if (typeof first === 'number') return { from, to: Math.min(to, from + first) };
  if (typeof last === 'number') return { from: Math.max(from, to - last), to };
  return { from, to };
}

/** A page of a list, as GraphQL asks for it. */
export interface Connection {
  readonly totalCount: number;
  pageInfo(): object;
  nodes(): unknown[];
  edges(): readonly object[];
}

/** Entries are made when they are asked for. */
class PageOfList<Item> implements Connection {
  readonly #list: LazyList<Item>;
  readonly #range: Range;
  readonly #make: (item: Item) => unknown;
  readonly #positions: Positions;

  constructor(
    list: LazyList<Item>,
    range: Range,
    make: (item: Item) => unknown,
    positions: Positions,
  ) {
    this.#list = list;
    this.#range = range;
    this.#make = make;
    this.#positions = positions;
  }

  get totalCount(): number {
    return this.#list.length;
  }

  pageInfo() {
    const { from, to } = this.#range;
    return {
      hasNextPage: to < this.#list.length,
      hasPreviousPage: from > 0,
      startCursor: to > from ? this.#positions.cursorAt(from) : null,
      endCursor: to > from ? this.#positions.cursorAt(to - 1) : null,
    };
  }

  nodes(): unknown[] {
    const made: unknown[] = [];
    for (let index = this.#range.from; index < this.#range.to; index += 1)
      made.push(this.#make(this.#list.at(index)));
    return made;
  }

  edges() {
    const { from } = this.#range;
    return this.nodes().map((node, n) => ({ cursor: this.#positions.cursorAt(from + n), node }));
  }
}

/** Returns a connection: `make` is called for the entries of the page alone. */
export const connect = <Item>(
  list: LazyList<Item>,
  asked: PageArguments,
  make: (item: Item) => unknown,
  positions: Positions = byIndex,
): Connection => new PageOfList(list, rangeOf(list.length, asked, positions), make, positions);

class ListOfItems<Item> implements LazyList<Item> {
  readonly #items: readonly Item[];
  constructor(items: readonly Item[]) {
    this.#items = items;
  }
  get length(): number {
    return this.#items.length;
  }
  at(index: number): Item {
    return this.#items[index]!;
  }
}

/** A list as `connect` takes it. */
export const listOf = <Item>(items: readonly Item[]): LazyList<Item> => new ListOfItems(items);
