import { createClient as createSocket } from 'graphql-ws';
import { ApiError } from './api-error.js';
import type { TypedDocument } from './generated.js';
import { type Answer, resuming } from './resuming.js';

export interface SubscriptionOptions {
  /** Ends the subscription. */
  readonly signal?: AbortSignal;
}

export interface Client {
  /** Rejects with an `ApiError` where the answer holds errors, even beside data. */
  query<Result, Variables extends object>(
    document: TypedDocument<Result, Variables>,
    variables: Variables,
  ): Promise<Result>;
  /** As `query`. */
  mutate<Result, Variables extends object>(
    document: TypedDocument<Result, Variables>,
    variables: Variables,
  ): Promise<Result>;
  /**
   * Every result until the loop is left, the signal is aborted or the server ends it. After a drop it connects again and
   * resumes where it stood, if the document takes `$after` and selects `sequence`. Give `after` from the start (the
   * `sequence` of an insight you hold): until the first result there is nothing else to resume from.
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

// After these, connecting again would end the same way: broken messages, no or no valid key, no common protocol.
const finalCodes = new Set([4400, 4401, 4403, 4406, 4409, 4429]);
const isFinal = (event: unknown) => finalCodes.has((event as { code?: number } | null)?.code ?? 0);

const LONGEST_WAIT = 30_000;

// Doubling, with jitter, so that a server that comes back is not met by all its clients at once.
const waitBefore = (retries: number): Promise<void> => {
  const milliseconds = Math.min(LONGEST_WAIT, 250 * 2 ** retries) * (0.5 + Math.random() / 2);
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
};

async function ask(url: string, key: string, query: string, variables: object): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      'x-api-key': key,
    },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}

/** Talks to a server: `url` is that of its GraphQL endpoint, such as `http://127.0.0.1:4000/graphql`. */
export function createClient(url: string, key: string): Client {
  const socket = createSocket({
    url: url.replace(/^http/, 'ws'),
    connectionParams: { 'x-api-key': key },
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: waitBefore,
    shouldRetry: (event) => !isFinal(event),
  });
  const answer = async <Result, Variables extends object>(
    document: TypedDocument<Result, Variables>,
    variables: Variables,
  ) => dataOf<Result>(await ask(url, key, document, variables));

  return {
    query: answer,
    mutate: answer,
    async *subscribe<Result, Variables extends object>(
      document: TypedDocument<Result, Variables>,
      variables: Variables,
      { signal }: SubscriptionOptions = {},
    ) {
      for await (const result of resuming(socket, document, variables, signal))
        yield dataOf<Result>(result);
    },
    close: async () => socket.dispose(),
  };
}
