import { Fault } from '../model/errors.js';

/** A part of a list, in its order. */
export interface Page<Item> {
  /** The items, each with its cursor. */
  readonly items: readonly {
    /** Cursor of the item. */
    readonly cursor: string;
    /** The item. */
    readonly item: Item;
  }[];
  /** True if more follow. */
  readonly hasNextPage: boolean;
  /** True if more come before. */
  readonly hasPreviousPage: boolean;
  /** Null where counting would cost more than reading. */
  readonly totalCount: number | null;
}
/** Which part: `first` from the front or `last` from the back, beyond a cursor. */
export interface PageRequest {
  /** Number of items from the front. */
  readonly first?: number;
  /** Cursor of the item before the first. */
  readonly after?: string;
  /** Number of items from the back. */
  readonly last?: number;
  /** Cursor of the item after the last. */
  readonly before?: string;
}

export const encodeCursor = (...key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/** Returns the key within a cursor. Throws BAD_USER_INPUT if the cursor is none of ours. */
export function decodeCursor(cursor: string): readonly (string | number)[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(key)) return key;
  } catch {
    // It is refused below like any other wrong cursor.
  }
  throw new Fault('BAD_USER_INPUT', 'The cursor is none of ours: take cursors from an answer.');
}

/**
 * The part of a list by folded name and number that must be read. One row more than the page shows
 * if there is a next page.
 */
interface NameRange {
  readonly beyond: { readonly name: string; readonly number: number } | null;
  readonly backwards: boolean;
  readonly limit: number;
}

/**
 * Returns the range that a request asks for. Throws BAD_USER_INPUT if the cursor is none of ours.
 */
export function rangeByName({ first, after, last, before }: PageRequest): NameRange {
  const backwards = last !== undefined;
  const cursor = backwards ? before : after;
  const [name, number] = (cursor === undefined ? [] : decodeCursor(cursor)) as [string?, number?];
  const beyond = name === undefined || number === undefined ? null : { name, number };
  return { beyond, backwards, limit: (last ?? first ?? 20) + 1 };
}

/** The page of what was read for a range. */
export function pageByName<Item extends { readonly foldedName: string; readonly number: number }>(
  found: readonly Item[],
  { beyond, backwards, limit }: NameRange,
  totalCount: number | null,
): Page<Item> {
  const more = found.length === limit;
  const rows = found.slice(0, limit - 1);
  return {
    items: (backwards ? rows.reverse() : rows).map((item) => ({
      cursor: encodeCursor(item.foldedName, item.number),
      item,
    })),
    hasNextPage: backwards ? beyond !== null : more,
    hasPreviousPage: backwards ? more : beyond !== null,
    totalCount,
  };
}

/** A page of a list that lies in memory. `keyOf` must be unique; a cursor whose row has gone stands where it stood. */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => number,
  request: PageRequest,
): Page<Item> {
  const indexOf = (cursor: string | undefined, otherwise: number) => {
    if (cursor === undefined) return otherwise;
    const [index, key] = decodeCursor(cursor) as [number, number];
    const now = items.findIndex((item) => keyOf(item) === key);
    return now < 0 ? index : now;
  };
  const from = indexOf(request.after, -1) + 1;
  const to = indexOf(request.before, items.length);
  const start = request.last === undefined ? from : Math.max(from, to - request.last);
  const end = request.last === undefined ? Math.min(to, from + (request.first ?? to)) : to;
  return {
    items: items
      .slice(start, end)
      .map((item, index) => ({ cursor: encodeCursor(start + index, keyOf(item)), item })),
    hasNextPage: end < items.length,
    hasPreviousPage: start > 0,
    totalCount: items.length,
  };
}
