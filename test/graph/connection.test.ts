import { expect, test } from 'vitest';
import { connection, pageRequest } from '../../src/graph/connection.js';

test('a page is twenty rows from the front unless it says otherwise', () => {
  expect(pageRequest({})).toEqual({ first: 20 });
  expect(pageRequest({ first: 5, after: 'a' })).toEqual({ first: 5, after: 'a' });
  expect(pageRequest({ last: 5, before: 'b' })).toEqual({ last: 5, before: 'b' });
});

test('a page of more than a hundred rows, of none, or from both ends is refused', () => {
  for (const given of [{ first: 101 }, { first: 0 }, { last: -1 }, { first: 1, last: 1 }])
    expect(() => pageRequest(given)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
});

test('edges, nodes and cursors give the same rows', () => {
  const page = connection({
    items: [
      { cursor: 'a', item: 1 },
      { cursor: 'b', item: 2 },
    ],
    hasNextPage: true,
    hasPreviousPage: false,
    totalCount: 9,
  });
  expect(page.nodes).toEqual(page.edges.map(({ node }) => node));
  expect(page.pageInfo).toMatchObject({ startCursor: 'a', endCursor: 'b', hasNextPage: true });
  const empty = { items: [], hasNextPage: false, hasPreviousPage: false, totalCount: 0 };
  expect(connection(empty).pageInfo).toMatchObject({ startCursor: null, endCursor: null });
});
