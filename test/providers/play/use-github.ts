import { onTestFinished } from 'vitest';
import { type GithubOptions, type GithubServer, startGithub } from './github/start.js';

/** An answer as a test looks at it. */
export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body;
}

export interface Asking {
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly body?: object;
}

/** A GitHub that is closed with the test. */
export async function useGithub(options: GithubOptions = {}): Promise<GithubServer> {
  const server = await startGithub(options);
  onTestFinished(() => server.close());
  return server;
}

export async function ask<Body>(
  server: GithubServer,
  path: string,
  { token = server.token, headers = {}, method = 'GET', body }: Asking = {},
): Promise<Answer<Body>> {
  const response = await fetch(new URL(path, server.url), {
    method,
    redirect: 'manual',
    headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson =
    response.headers.get('content-type')?.startsWith('application/json') && text !== '';
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (isJson ? JSON.parse(text) : null) as Body,
  };
}

export interface GraphqlBody<Data> {
  readonly data?: Data;
  readonly errors?: readonly { readonly type?: string; readonly message: string }[];
}

export async function query<Data>(
  server: GithubServer,
  text: string,
  variables: object = {},
  asking: Asking = {},
): Promise<Answer<GraphqlBody<Data>>> {
  return ask(server, '/api/graphql', {
    ...asking,
    method: 'POST',
    body: { query: text, variables },
  });
}

/** The address of the next page; null on the last. */
export const nextOf = ({ headers }: Pick<Answer<unknown>, 'headers'>): string | null =>
  /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1] ?? null;

/** Every entry of a list, page by page. */
export async function askAll<Entry>(server: GithubServer, path: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let next: string | null = path; next !== null; ) {
    const answer: Answer<Entry[]> = await ask(server, next);
    entries.push(...answer.body);
    next = nextOf(answer);
  }
  return entries;
}
