import { type PlayRequest, Refused, Reply } from '../kit/route.js';
import type { Json } from './types.js';

const MOST_OFFSET = 50_000;
const MOST_COUNTED = 10_000;

const wholeIn = (query: URLSearchParams, name: string, fallback: number): number => {
  const value = Number(query.get(name) ?? fallback);
  return Number.isInteger(value) && value > 0 ? value : fallback;
};

/** GitLab takes at most 100 a page, whatever is asked for. */
export const perPageOf = (query: URLSearchParams): number =>
  Math.min(wholeIn(query, 'per_page', 20), 100);

const instantIn = (query: URLSearchParams, name: string): number | null => {
  const text = query.get(name);
  if (text === null) return null;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new Refused(new Reply(400, { error: `${name} is invalid` }));
  return at;
};

/** Returns a page by its number, with the headers by which the next is found. */
export function paged(url: URL, all: readonly unknown[]): Reply {
  const { searchParams: query } = url;
  const [page, perPage] = [wholeIn(query, 'page', 1), perPageOf(query)];
  if (page * perPage > MOST_OFFSET + perPage) {
    const error = `Offset pagination has a maximum allowed offset of ${MOST_OFFSET}`;
    throw new Refused(new Reply(405, { error }));
  }
  const nodes = all.slice((page - 1) * perPage, page * perPage);
  const next = page * perPage < all.length ? String(page + 1) : '';
  const to = new URL(url);
  to.searchParams.set('page', next);
  const pages = Math.max(1, Math.ceil(all.length / perPage));
  const counts: Record<string, string> =
    all.length > MOST_COUNTED
      ? {}
      : { 'x-total': String(all.length), 'x-total-pages': String(pages) };
  return new Reply(200, nodes, {
    ...{ 'x-page': String(page), 'x-per-page': String(perPage), 'x-next-page': next, ...counts },
    ...(next ? { link: `<${to.href}>; rel="next"` } : {}),
  });
}

interface Dated extends Json {
  readonly id?: number;
  readonly created_at: string;
  readonly updated_at: string;
}

/** Returns what a list that is sorted by dates shows of all. Both ends of a window belong to it. */
export function chosen<One extends Dated>(
  { query }: Pick<PlayRequest, 'query'>,
  all: readonly One[],
  ofState: (one: One, state: string) => boolean = ({ state }, asked) => state === asked,
): One[] {
  const [after, before] = [instantIn(query, 'updated_after'), instantIn(query, 'updated_before')];
  const created = instantIn(query, 'created_after');
  const state = query.get('state') ?? 'all';
  const by = query.get('order_by') === 'updated_at' ? 'updated_at' : 'created_at';
  const sign = query.get('sort') === 'asc' ? 1 : -1;
  return all
    .filter(
      (one) =>
        (after === null || Date.parse(one.updated_at) >= after) &&
        (before === null || Date.parse(one.updated_at) <= before) &&
        (created === null || Date.parse(one.created_at) >= created) &&
        (state === 'all' || ofState(one, state)),
    )
    .sort(
      (left, right) =>
        sign * (Date.parse(left[by]) - Date.parse(right[by]) || Number(left.id) - Number(right.id)),
    );
}
