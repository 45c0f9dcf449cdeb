import { type PlayRequest, Refused, Reply } from '../kit/route.js';

export const failure = (status: number, message: string, detail?: unknown): Reply =>
  new Reply(status, {
    type: 'error',
    error: { message, ...(detail === undefined ? {} : { detail }) },
  });

const valueAt = (element: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | null)?.[key], element);

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  '>=': (order) => order >= 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '<': (order) => order < 0,
  '=': (order) => order === 0,
};

/** Orders dates by their instants and other texts by themselves. */
function orderOf(left: unknown, right: unknown): number {
  const [one, other] = [left, right].map((text) => Date.parse(String(text)));
  if (!Number.isNaN(one) && !Number.isNaN(other)) return one! - other!;
  return String(left) < String(right) ? -1 : Number(String(left) !== String(right));
}

/** Returns true if an element fulfils a query of clauses that all hold. */
function fulfils(element: unknown, q: string): boolean {
  return q.split(' AND ').every((clause) => {
    const [, path, operator, value] =
      /^\s*([\w.]+)\s*(>=|<=|>|<|=|~)\s*(.+?)\s*$/.exec(clause) ?? [];
    if (!path || !operator || !value) throw new Refused(failure(400, 'Invalid query.'));
    const text = value.replace(/^"|"$/g, '');
    const found = valueAt(element, path);
    if (operator === '~') return String(found).toLowerCase().includes(text.toLowerCase());
    return comparisons[operator]!(orderOf(found, text));
  });
}

function sorted<Element>(elements: readonly Element[], sort: string | null): Element[] {
  if (sort === null) return [...elements];
  const path = sort.replace(/^-/, '');
  const sign = sort.startsWith('-') ? -1 : 1;
  return elements.toSorted(
    (left, right) => sign * orderOf(valueAt(left, path), valueAt(right, path)),
  );
}

interface Paging {
  /** The default, and the most that is taken. */
  readonly usual: number;
  readonly most: number;
  /** The name that the next page is asked by; lists with another than `page` refuse `page`. */
  readonly by?: 'page' | 'ctx';
}

/** Opaque, as Bitbucket's own are. */
const tokenOf = (page: number): string => Buffer.from(`page ${page}`).toString('base64url');

function pageNumber({ query }: PlayRequest, by: 'page' | 'ctx'): number {
  if (by === 'page') return Number(query.get('page') ?? 1);
  if (query.has('page')) throw new Refused(failure(400, 'Invalid page'));
  const token = query.get('ctx');
  return token === null ? 1 : Number(Buffer.from(token, 'base64url').toString().slice(5));
}

/** Returns a page of a list as Bitbucket does: what fulfils `q`, sorted, with the address of the next page. */
export function listed(request: PlayRequest, all: readonly unknown[], paging: Paging): unknown {
  const { query, url, headers } = request;
  const { usual, most, by = 'page' } = paging;
  const pagelen = Number(query.get('pagelen') ?? usual);
  if (!(pagelen >= 1 && pagelen <= most)) throw new Refused(failure(400, 'Invalid pagelen'));
  const q = query.get('q');
  const found = q === null ? all : all.filter((one) => fulfils(one, q));
  const page = pageNumber(request, by);
  const values = sorted(found, query.get('sort')).slice((page - 1) * pagelen, page * pagelen);
  const next = new URL(`http://${headers.host}${url.pathname}${url.search}`);
  next.searchParams.set(by, by === 'ctx' ? tokenOf(page + 1) : String(page + 1));
  next.searchParams.set('pagelen', String(pagelen));
  const hasNext = page * pagelen < found.length;
  return { values, pagelen, size: found.length, page, ...(hasNext ? { next: next.href } : {}) };
}
