import { ApiError } from './api-error.js';
import { type Answer, ask } from './ask.js';
import type { TypedDocument } from './generated.js';
import { createLine, type OnState } from './line.js';
import { resuming } from './resuming.js';

/** How a subscription may be ended. */
export interface SubscriptionOptions {
  /** Ends the subscription, at once. */
  readonly signal?: AbortSignal;
}

/** How a request may be given up. */
export interface RequestOptions {
  /** Gives the request up; it rejects with the reason of the signal. */
  readonly signal?: AbortSignal;
}

/** Options of a client. */
export interface ClientOptions {
  /** Is called whenever the WebSocket of the subscriptions begins to connect, is connected, or is lost and why. */
  readonly onState?: OnState;
}

/** A connection to one server with one key. */
export interface Client {
  /**
   * Returns the data of a query. Rejects with an `ApiError` if the response holds errors, even
   * beside data. Its code is UNREACHABLE if nothing answers and BAD_RESPONSE if the response is not
   * GraphQL.
   */
  query<Result, Variables extends object>(
    document: TypedDocument<Result, Variables>,
    variables: Variables,
    options?: RequestOptions,
  ): Promise<Result>;
  /** Returns the data of a mutation; rejects as `query` does. */
  mutate<Result, Variables extends object>(
    document: TypedDocument<Result, Variables>,
    variables: Variables,
    options?: RequestOptions,
  ): Promise<Result>;
  /**
   * Yields every result until the loop is left, the signal is aborted or the server ends it. After
   * a drop it connects again and resumes after the last result, if the document takes `$after` and
   * selects `sequence`. Without `after` the first results are the current answer. Throws an
   * `ApiError` if connecting again is of no use: a wrong key or a wrong address.
   */
  subscribe<Result, Variables extends object>(
    document: TypedDocument<Result, Variables>,
    variables: Variables,
    options?: SubscriptionOptions,
  ): AsyncGenerator<Result, void, void>;
  /** Ends every subscription and closes the socket. */
  close(): Promise<void>;
}

function dataOf<Result>({ data, errors }: Answer): Result {
  if (errors && errors.length > 0) throw new ApiError(errors);
  if (data === null || data === undefined)
    throw new ApiError([{ message: 'There was no answer.' }]);
  return data as Result;
}

/**
 * Returns a client of one server: `url` is its GraphQL endpoint, `key` an API key. It connects with the first request.
 * @example
 * ```ts
 * import { createClient, documents } from 'engineering-insights/client';
 *
 * export async function leadTime(key: string) {
 *   const client = createClient('http://127.0.0.1:4000/graphql', key);
 *   const { insights } = await client.query(documents.HowAreWeDoing, {
 *     path: 'Organisation',
 *     metrics: ['LEAD_TIME_FOR_CHANGES'],
 *     range: { last: { count: 12, unit: 'WEEK' } },
 *   });
 *   await client.close();
 *   return insights;
 * }
 * ```
 */
export function createClient(
  url: string,
  key: string,
  { onState = () => undefined }: ClientOptions = {},
): Client {
  const line = createLine({ url, key }, onState);
  const answer = async <Result, Variables extends object>(
    document: TypedDocument<Result, Variables>,
    variables: Variables,
    { signal }: RequestOptions = {},
  ) => dataOf<Result>(await ask({ url, key }, document, variables, signal));

  return {
    query: answer,
    mutate: answer,
    async *subscribe<Result, Variables extends object>(
      document: TypedDocument<Result, Variables>,
      variables: Variables,
      { signal }: SubscriptionOptions = {},
    ) {
      for await (const result of resuming(line, document, variables, signal))
        yield dataOf<Result>(result);
    },
    close: async () => line.close(),
  };
}
