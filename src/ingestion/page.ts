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
  /** Number of all items; null if it was not counted. */
  readonly totalCount: number | null;
}
/** Lists of this room are read from the front only. */
export interface PageRequest {
  /** Number of items. */
  readonly first: number;
  /** Cursor of the item before the first; null for the beginning. */
  readonly after: string | null;
}

const encode = (number: number) => Buffer.from(`[${number}]`).toString('base64url');

/** The number that a cursor stands for, null for none. Throws BAD_USER_INPUT if it is none of ours. */
export function numberAt(cursor: string | null): number | null {
  if (cursor === null) return null;
  const [, digits] = /^\[(\d{1,15})\]$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (digits !== undefined) return Number(digits);
  throw new Fault('BAD_USER_INPUT', 'The cursor is none of ours: take cursors from an answer.');
}

/** A page of rows that were read with one more than `first`. */
export function pageOf<Item extends { readonly number: number }>(
  rows: readonly Item[],
  { first, after }: PageRequest,
): Page<Item> {
  return {
    items: rows.slice(0, first).map((item) => ({ cursor: encode(item.number), item })),
    hasNextPage: rows.length > first,
    hasPreviousPage: after !== null,
    totalCount: null,
  };
}
