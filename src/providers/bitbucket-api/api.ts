import { type Answer, parseJson } from '../http/answer.js';
import { type Asking, clientBy, createClient, type VendorRules } from '../http/client.js';
import { followAddresses } from '../http/paging.js';
import { createVendorClock } from '../http/vendor-clock.js';
import { jsonIn } from '../json-in.js';
import type { SourceContext } from '../provider.js';
import type { BitbucketAccess } from './access.js';
import { addressesOf } from './addresses.js';

type Login = Pick<BitbucketAccess, 'baseUrl' | 'email' | 'token'>;

/** An API token logs in with the e-mail address of its account, an access token alone. */
const rulesOf = ({ email }: Login): VendorRules => ({
  vendor: 'Bitbucket',
  // The limit is of the last hour, at any time, so that it is never reset.
  limitHeaders: { remaining: null, reset: null, resetUnit: 'SECONDS_FROM_NOW' },
  authorize: (token): Record<string, string> => {
    if (token === '') return {};
    const basic = Buffer.from(`${email}:${token}`).toString('base64');
    return { authorization: email === '' ? `Bearer ${token}` : `Basic ${basic}` };
  },
  headers: { accept: 'application/json' },
  isLimited: ({ status }) => status === 429,
});

/** A page of a list. */
export interface ListPage {
  readonly values: readonly unknown[];
  /** The address of the next page, which nobody may take apart; null at the end. */
  readonly next: string | null;
}

/** Returns the entries of a page; none of an answer that is no list, such as a refusal. */
export function pageIn(answer: Answer): ListPage {
  const { values, next } = parseJson<{ readonly values?: unknown; readonly next?: unknown } | null>(
    answer,
  ) ?? { values: [] };
  return {
    values: Array.isArray(values) ? values : [],
    next: typeof next === 'string' ? next : null,
  };
}

/** Returns the address that a page names as the next one; null at the end. */
export const nextOf = ({ body }: Answer): string | null => {
  const next = (jsonIn(body) as { readonly next?: unknown } | null)?.next;
  return typeof next === 'string' ? next : null;
};

/** Opens Bitbucket Cloud with the token of the settings. */
export function openApi(access: Login, context: SourceContext) {
  const { host, api } = addressesOf(access.baseUrl);
  const clock = createVendorClock();
  const own = createClient({ rules: rulesOf(access), base: api, tokens: [access.token], context });
  let isNearLimit = false;
  const ask = async (pathOrUrl: string, asking?: Asking): Promise<Answer> => {
    const answer = await own.ask(pathOrUrl, asking);
    clock.note(answer.headers);
    if (!isNearLimit && answer.headers.get('x-ratelimit-nearlimit')?.toLowerCase() === 'true') {
      isNearLimit = true;
      context.log('warn', 'Most calls that Bitbucket allows the account in an hour are used.');
    }
    return answer;
  };
  const client = clientBy(api, ask);
  return {
    /** The host of the web pages, such as `bitbucket.org`: ids of facts begin with it. */
    host,
    client,
    /** Returns the instant of the first answer by Bitbucket's own clock; null before it. */
    begunAt: clock.begunAt,
    /** Returns one page of a list. */
    page: async (path: string, asking: Asking = {}): Promise<ListPage> =>
      pageIn(await ask(path, asking)),
    /** Returns a list to its end; null where its first answer has one of the allowed statuses. */
    list: async (path: string, asking: Asking = {}): Promise<unknown[] | null> => {
      const all: unknown[] = [];
      for await (const answer of followAddresses(client, path, asking, nextOf, context.log)) {
        if (asking.allowed?.includes(answer.status)) return null;
        all.push(...pageIn(answer).values);
      }
      return all;
    },
  };
}
export type BitbucketApi = ReturnType<typeof openApi>;

/** Returns the path of a repository, by its full name. */
export const repositoryPath = (fullName: string): string =>
  `repositories/${fullName.split('/').map(encodeURIComponent).join('/')}`;

/** Keys of what no fact is made of: addresses, texts as they are shown, and what was written into comments. */
const unread = ['links', 'rendered', 'summary', 'content', 'html', 'markup'];

/** Returns a record without its bulk, since every account in it holds addresses of pictures. */
export const leanOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(leanOf);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) =>
      unread.includes(key) ? [] : [[key, leanOf(one)]],
    ),
  );
};
