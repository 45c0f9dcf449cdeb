import { ArgsType, type ClassType, Int, ObjectType } from 'type-graphql';
import type { Page, PageRequest } from '../directory/page.js';
import { Fault } from '../model/errors.js';
import { NonNull, Nullable } from './field.js';
import { Cursor } from './scalars.js';

const DEFAULT_PAGE = 20;
const LARGEST_PAGE = 100;

@ArgsType()
export class FrontArguments {
  @Nullable(() => Int, 'How many from the front, 1 to 100; default 20.')
  first?: number | null;

  @Nullable(() => Cursor, 'Only what comes after this cursor.')
  after?: string | null;
}

@ArgsType()
export class PageArguments extends FrontArguments {
  @Nullable(() => Int, 'How many from the back, 1 to 100.')
  last?: number | null;

  @Nullable(() => Cursor, 'Only what comes before this cursor.')
  before?: string | null;
}

function size(name: string, count: number): number {
  if (count >= 1 && count <= LARGEST_PAGE) return count;
  throw new Fault('BAD_USER_INPUT', `${name} must be between 1 and ${LARGEST_PAGE}.`);
}

/**
 * Returns the wanted part of a list, by exactly one of `first` and `last`. Throws BAD_USER_INPUT if both ends are asked for, or a size is
 * out of bounds.
 */
export function pageRequest(given: PageArguments): PageRequest {
  const { first, last, after, before } = given;
  if (typeof first === 'number' && typeof last === 'number')
    throw new Fault('BAD_USER_INPUT', 'Ask for first or last, not for both.');
  const end =
    typeof last === 'number'
      ? { last: size('last', last) }
      : { first: size('first', first ?? DEFAULT_PAGE) };
  return { ...end, ...(after ? { after } : {}), ...(before ? { before } : {}) };
}

/** Returns the wanted front of a list. Throws BAD_USER_INPUT if its size is out of bounds. */
export function frontRequest(given: FrontArguments) {
  const { first = DEFAULT_PAGE, after = null } = pageRequest(given);
  return { first, after };
}

@ObjectType({ description: 'Where a page lies within its list.' })
export class PageInfo {
  @NonNull(() => Boolean, 'Is there more behind this page?')
  hasNextPage!: boolean;

  @NonNull(() => Boolean, 'Is there more before this page?')
  hasPreviousPage!: boolean;

  @Nullable(() => Cursor, 'The cursor of the first row; null if none.')
  startCursor!: string | null;

  @Nullable(() => Cursor, 'The cursor of the last row; null if none.')
  endCursor!: string | null;
}

export interface Connection {
  readonly edges: readonly { readonly cursor: string; readonly node: unknown }[];
  readonly nodes: readonly unknown[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number | null;
}

/** Returns a connection, the one paging shape, made of a service's page; `outside` shapes its items. */
export function connection<Item>(
  { items, totalCount, hasNextPage, hasPreviousPage }: Page<Item>,
  outside: (item: Item) => unknown = (item) => item,
): Connection {
  const edges = items.map(({ cursor, item }) => ({ cursor, node: outside(item) }));
  const startCursor = edges.at(0)?.cursor ?? null;
  const endCursor = edges.at(-1)?.cursor ?? null;
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: { hasNextPage, hasPreviousPage, startCursor, endCursor },
    totalCount,
  };
}

function edgeClass(name: string, item: () => object) {
  @ObjectType(`${name}Edge`, { description: `One row of a ${name}Connection with its cursor.` })
  class EdgeOfItem {
    @NonNull(() => Cursor, 'The place of this row in the list.')
    cursor!: string;

    @NonNull(() => item() as ClassType, 'The row.')
    node!: unknown;
  }
  return EdgeOfItem;
}

/**
 * Returns the class of `<name>Connection` for a field; `item` gives the class of its
 * nodes.
 */
export function connectionClass(name: string, item: () => object) {
  const EdgeOfItem = edgeClass(name, item);

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class ConnectionOfItems {
    @NonNull(() => [EdgeOfItem], 'The rows of this page, each with its cursor.')
    edges!: unknown[];

    @NonNull(() => [item() as ClassType], 'The rows of this page.')
    nodes!: unknown[];

    @NonNull(() => PageInfo, 'Where this page lies within the list.')
    pageInfo!: PageInfo;

    @Nullable(() => Int, 'Rows of the whole list, where cheap to count.')
    totalCount!: number | null;
  }
  return ConnectionOfItems;
}
