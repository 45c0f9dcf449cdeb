import type { ServerResponse } from 'node:http';
import { type Asked, answerJson, startVendor } from '../providers/http/vendor-server.js';
import type { List } from './http-tool.js';

/** The next steps of the played tool; tests change them as they go. */
export interface Played {
  pages: number;
  token: string;
  namesTag: string;
  /** Responds to one call its own way and returns true, or returns false. */
  before: (asked: Asked, response: ServerResponse) => boolean;
}

const PER_PAGE = 2;

function listOf(page: number, pages: number, kind: string): List {
  const items = Array.from({ length: page > pages ? 0 : PER_PAGE }, (_, at) => {
    const number = (page - 1) * PER_PAGE + at + 1;
    return { id: `sprint-${number}`, name: `Sprint ${number} of ${kind}` };
  });
  return { items, total: pages * PER_PAGE, hasMore: page < pages };
}

const boards = ['Alpha', 'Beta', 'Gamma', 'Alphabet'];

function boardsFor(parameters: URLSearchParams) {
  const search = (parameters.get('search') ?? '').toLowerCase();
  const found = boards.filter((name) => name.toLowerCase().includes(search));
  const from = Number(parameters.get('after') ?? 0);
  const to = from + Number(parameters.get('first'));
  return {
    items: found.slice(from, to).map((label) => ({ value: label, label, detail: null })),
    cursor: to < found.length ? String(to) : null,
  };
}

interface Said {
  readonly status?: number;
  readonly value: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const pathOf = ({ path }: Asked): URL => new URL(path, 'http://tool');

function saidOf({ pages, token, namesTag }: Played, asked: Asked): Said {
  const { pathname, searchParams } = pathOf(asked);
  const [, list = '', id] = pathname.split('/');
  if (asked.headers.authorization !== `Bearer ${token}`)
    return { status: 401, value: { message: 'Bad credentials' } };
  if (list === 'me') return { value: { name: 'me' } };
  if (list === 'boards') return { value: boardsFor(searchParams) };
  if (list === 'names') return { value: ['a'], headers: { etag: namesTag } };
  if (id === undefined) return { value: listOf(Number(searchParams.get('page')), pages, list) };
  if (id.startsWith('sprint-')) return { value: { id, name: id } };
  return { status: 404, value: { message: 'Not Found' } };
}

function answer(played: Played, asked: Asked, response: ServerResponse): void {
  const { status = 200, value, headers = {} } = saidOf(played, asked);
  const left = { 'x-ratelimit-remaining': '4000', 'x-ratelimit-reset': '2000000000' };
  if (headers.etag !== undefined && asked.headers['if-none-match'] === headers.etag)
    response.writeHead(304, left).end();
  else answerJson(response, value, { ...left, ...headers }, status);
}

/** Starts a tool on a free port for one test. */
export async function startTool(given: Partial<Played> = {}) {
  const played: Played = {
    ...{ pages: 3, token: 'planted-secret-of-a-tool', namesTag: '"1"', before: () => false },
    ...given,
  };
  const server = await startVendor((asked, response) => {
    if (!played.before(asked, response)) answer(played, asked, response);
  });
  const settings = () => ({ url: server.base.href, token: played.token });
  /** How often a path was asked. */
  const count = (path: string) =>
    server.asked.filter((one) => pathOf(one).pathname === path).length;
  return { ...server, played, settings, count };
}
