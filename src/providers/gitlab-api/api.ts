import { type Answer, parseJson } from '../http/answer.js';
import { type Asking, clientBy, createClient, type VendorRules } from '../http/client.js';
import { WrongAnswer } from '../http/failures.js';
import { createVendorClock } from '../http/vendor-clock.js';
import type { SourceContext } from '../provider.js';
import { type GitlabAccess, placeOf } from './access.js';

const rules: VendorRules = {
  vendor: 'GitLab',
  limitHeaders: {
    remaining: 'ratelimit-remaining',
    reset: 'ratelimit-reset',
    resetUnit: 'EPOCH_SECONDS',
  },
  // A header of GitLab's own would go along with a redirect to another host.
  authorize: (token) => (token === '' ? {} : { authorization: `Bearer ${token}` }),
  headers: { accept: 'application/json' },
  isLimited: ({ status }) => status === 429,
};

/** Opens a GitLab, by the version 4 of its API. */
export function openApi(access: GitlabAccess, context: SourceContext) {
  const { token, baseUrl } = access;
  const base = new URL(`${baseUrl}/api/v4`);
  const client = createClient({ rules, base, tokens: [token], context });
  const clock = createVendorClock();
  const ask = async (path: string, asking?: Asking): Promise<Answer> => {
    const answer = await client.ask(path, asking);
    clock.note(answer.headers);
    return answer;
  };
  return {
    ...clientBy(base, ask),
    /** The host with the path that GitLab lies below. */
    place: placeOf(access),
    /** Returns GitLab's own instant of the first answer, else that of the run. Its dates are compared with it. */
    now: () => clock.begunAt() ?? context.now,
    log: context.log,
  };
}
export type GitlabApi = ReturnType<typeof openApi>;

/** Not permitted, switched off in the project, or not there. */
export const UNREADABLE: readonly number[] = [403, 404];

/** A page of a list. */
export interface ListPage {
  readonly nodes: readonly unknown[];
  readonly answer: Answer;
  /** The number of the next page; null at the end. */
  readonly next: number | null;
}

/** GitLab leaves out the total of long lists, never the next page; a proxy may leave out both. */
function nextOf({ headers }: Answer, page: number, isFull: boolean): number | null {
  const named = headers.get('x-next-page');
  if (named === null) return isFull ? page + 1 : null;
  return /^\d+$/.test(named) ? Number(named) : null;
}

interface Listing {
  readonly query?: NonNullable<Asking['query']>;
  readonly page?: number;
  readonly perPage?: number;
}
export const MOST_PER_PAGE = 100;

/** Reads one page of a list; null where it cannot be read. Throws WrongAnswer if the answer is no list. */
export async function readPage(
  api: Pick<GitlabApi, 'ask' | 'place'>,
  path: string,
  { query = {}, page = 1, perPage = MOST_PER_PAGE }: Listing = {},
): Promise<ListPage | null> {
  const asked = { ...query, per_page: perPage, page };
  const answer = await api.ask(path, { query: asked, allowed: UNREADABLE });
  const nodes = parseJson<unknown>(answer);
  if (UNREADABLE.includes(answer.status)) return null;
  if (!Array.isArray(nodes))
    throw new WrongAnswer(`${api.place} answers no list to ${path}: check the address.`);
  return { nodes, answer, next: nextOf(answer, page, nodes.length === perPage) };
}

/** Yields the pages of a list from a page on; nothing where it cannot be read. */
export async function* readPages(
  api: GitlabApi,
  path: string,
  listing: Listing = {},
): AsyncGenerator<ListPage> {
  let before: string | null = null;
  for (let at: number | null = listing.page ?? 1; at !== null; ) {
    const page: ListPage | null = await readPage(api, path, { ...listing, page: at });
    if (page === null) return;
    if (page.nodes.length > 0 && page.answer.body === before) {
      api.log('warn', `${path} has a page again that was read already: the list ends here.`);
      return;
    }
    before = page.answer.body;
    yield page;
    at = page.next !== null && page.next > at && page.nodes.length > 0 ? page.next : null;
  }
}

/** Reads a list to its end; null where it cannot be read. */
export async function readAll(
  api: GitlabApi,
  path: string,
  listing: Listing = {},
): Promise<unknown[] | null> {
  const all: unknown[] = [];
  let isRead = false;
  for await (const { nodes } of readPages(api, path, listing)) {
    isRead = true;
    all.push(...nodes);
  }
  return isRead ? all : null;
}
