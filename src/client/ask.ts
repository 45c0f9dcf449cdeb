import { ApiError, type ApiErrorDetail } from './api-error.js';

/** A response of a GraphQL server. */
export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly ApiErrorDetail[];
}

/** The address of a server, and the key that asks it. */
export interface Endpoint {
  readonly url: string;
  readonly key: string;
}

const failure = (code: string, message: string, cause?: unknown): ApiError =>
  Object.assign(new ApiError([{ message, extensions: { code } }]), { cause });

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && ('data' in value || 'errors' in value);

function parsed(text: string): Answer | null {
  try {
    const value: unknown = JSON.parse(text);
    return isAnswer(value) ? value : null;
  } catch {
    return null;
  }
}

const reasonOf = (error: unknown): string => {
  const { message, cause } = error as { message?: string; cause?: { message?: string } };
  return cause?.message || message || String(error);
};

async function send({ url, key }: Endpoint, body: string, signal?: AbortSignal): Promise<Response> {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json',
    'x-api-key': key,
  };
  try {
    return await fetch(url, { method: 'POST', headers, body, ...(signal ? { signal } : {}) });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw failure('UNREACHABLE', `${url} cannot be reached: ${reasonOf(error)}.`, error);
  }
}

/**
 * Asks over HTTP. Rejects with an `ApiError`: UNREACHABLE if nothing answers, BAD_RESPONSE if the
 * response is not GraphQL.
 */
export async function ask(
  endpoint: Endpoint,
  query: string,
  variables: object,
  signal?: AbortSignal,
): Promise<Answer> {
  const response = await send(endpoint, JSON.stringify({ query, variables }), signal);
  const text = await response.text();
  const answer = parsed(text);
  if (answer) return answer;
  const type = response.headers.get('content-type') ?? 'no content type';
  const beginning = text.trim().slice(0, 80).replaceAll(/\s+/g, ' ');
  throw failure(
    response.status >= 500 ? 'UNREACHABLE' : 'BAD_RESPONSE',
    `${endpoint.url} answered ${response.status} (${type}), which is no GraphQL: "${beginning}". Check the address, and any proxy before it.`,
  );
}

const passing = new Set(['UNREACHABLE', 'UNAVAILABLE', 'INTERNAL_SERVER_ERROR', 'RATE_LIMITED']);

/**
 * Finds out over HTTP if a server answers there, is away for now, or can never be asked like this
 * (the error).
 */
export async function probe(endpoint: Endpoint): Promise<'ANSWERS' | 'AWAY' | ApiError> {
  try {
    const { errors = [] } = await ask(endpoint, '{ __typename }', {});
    if (errors.length === 0) return 'ANSWERS';
    return passing.has(errors[0]?.extensions?.code ?? '') ? 'AWAY' : new ApiError(errors);
  } catch (error) {
    return error instanceof ApiError && !passing.has(error.code ?? '') ? error : 'AWAY';
  }
}

export const noWebSocket = (url: string): ApiError =>
  failure(
    'BAD_RESPONSE',
    `${url} answers over HTTP, but no WebSocket can be opened there: let the proxy before it pass upgrades on, or add the origin of this page to CORS_ORIGINS.`,
  );
