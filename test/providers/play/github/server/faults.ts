import type { Effect, Fault, Mishap, Seen } from '../../kit/faults.js';

/** How GitHub and what stands before it go wrong. */
export const effects = {
  /** `retryAfter` in seconds; GitHub leaves it out at times. The hourly limit is not used up. */
  secondaryLimit: (retryAfter: number | null, status: 403 | 429 = 403): Mishap => ({
    kind: 'ANSWER',
    status,
    headers: retryAfter === null ? {} : { 'retry-after': String(retryAfter) },
    body: {
      documentation_url:
        'https://docs.github.com/free-pro-team@latest/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits',
      message:
        'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    },
  }),
  /** The hour is used up; `resetsAt` in milliseconds since 1970. */
  hourUsedUp: (resetsAt: number, status: 403 | 429 = 403): Mishap => ({
    kind: 'ANSWER',
    status,
    headers: {
      'x-ratelimit-limit': '5000',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-used': '5000',
      'x-ratelimit-reset': String(Math.ceil(resetsAt / 1_000)),
    },
    body: { message: 'API rate limit exceeded for user ID 41000000.' },
  }),
  serverError: (status = 500): Mishap => ({
    kind: 'ANSWER',
    status,
    body: { message: 'Server Error' },
  }),
  /** Returns the answer of GitHub's front where nothing behind it answers. */
  unicorn: (status: 502 | 503 | 504 = 503): Mishap => ({
    kind: 'ANSWER',
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: '<!DOCTYPE html><html><head><title>Unicorn! &middot; GitHub</title></head></html>',
  }),
  /** GraphQL gives up after ten seconds. */
  graphqlGateway: (): Mishap => ({
    kind: 'ANSWER',
    status: 502,
    body: {
      data: null,
      errors: [
        {
          message:
            'Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug.',
        },
      ],
    },
  }),
  /** The same, answered with 200. */
  graphqlTimeout: (): Mishap => ({
    kind: 'ANSWER',
    status: 200,
    body: {
      errors: [
        {
          message:
            'Something went wrong while executing your query on 2026-11-25T12:00:00Z. Please include `1234:5678` when reporting this issue.',
        },
      ],
    },
  }),
  graphqlErrors: (
    errors: readonly { readonly type?: string; readonly message: string }[],
  ): Mishap => ({
    kind: 'ANSWER',
    status: 200,
    body: { data: null, errors },
  }),
  badCredentials: (): Mishap => ({
    kind: 'ANSWER',
    status: 401,
    body: { message: 'Bad credentials', documentation_url: 'https://docs.github.com/rest' },
  }),
  /** A sign-in page, or another server at this address. */
  html: (status = 200): Mishap => ({
    kind: 'ANSWER',
    status,
    headers: { 'content-type': 'text/html' },
    body: '<html><body>Please sign in</body></html>',
  }),
  change: (change: (body: unknown) => unknown): Effect => ({ kind: 'CHANGE', change }),
  drop: (): Mishap => ({ kind: 'DROP' }),
  cut: (): Mishap => ({ kind: 'CUT' }),
  slow: (milliseconds: number): Mishap => ({ kind: 'SLOW', milliseconds }),
};

const isGraphql = ({ path }: Seen): boolean => path.endsWith('/graphql');

/** GraphQL pages of more than so many fail, each time, with what GitHub answers then. */
export const largePages = (most: number, effect: Effect = effects.graphqlGateway()): Fault => ({
  effect,
  when: (seen) => isGraphql(seen) && Number(seen.variables.first ?? 0) > most,
  times: Number.POSITIVE_INFINITY,
});
