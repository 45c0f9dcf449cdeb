import ky, { HTTPError, type KyInstance, TimeoutError } from 'ky';
import { ConnectionFailure, isForbidden, isUnreached } from './failures.js';

const ATTEMPT_MILLISECONDS = 60_000;
const RETRIES = 4;
const LONGEST_BACKOFF_MILLISECONDS = 10_000;
/** Statuses that may pass in a moment. Limits are not among them, since they belong to a token. */
const retried = [408, 423, 425, 500, 502, 503, 504];
/** Statuses of a gateway when the request took too long. */
const gatewayTimeouts = [502, 504];
/** A forbidden request stays forbidden; a host that was not reached had its time. */
const isFinal = (error: unknown): boolean => isForbidden(error) || isUnreached(error);
const isGivenUp = (error: unknown): boolean =>
  error instanceof TimeoutError ||
  (error instanceof HTTPError && gatewayTimeouts.includes(error.response.status));
/** A question that can be made smaller is not asked again as it is. */
const shrinking = {
  shouldRetry: ({ error }: { readonly error: Error }) =>
    isFinal(error) || isGivenUp(error) ? false : undefined,
};

/** Retries with a growing pause and jitter; follows no redirect. */
export const createSender = (fetch: typeof globalThis.fetch): KyInstance =>
  ky.create({
    fetch,
    timeout: ATTEMPT_MILLISECONDS,
    redirect: 'manual',
    throwHttpErrors: (status) => retried.includes(status),
    retry: {
      limit: RETRIES,
      methods: ['get', 'post'],
      statusCodes: retried,
      afterStatusCodes: [503],
      maxRetryAfter: LONGEST_BACKOFF_MILLISECONDS,
      backoffLimit: LONGEST_BACKOFF_MILLISECONDS,
      jitter: true,
      retryOnTimeout: true,
      shouldRetry: ({ error }) => (isFinal(error) ? false : undefined),
    },
  });

interface Sending {
  readonly headers: Record<string, string>;
  /** Undefined, as the form: GET. */
  readonly json: unknown;
  readonly form: Readonly<Record<string, string>> | undefined;
  readonly isShrinkable: boolean | undefined;
}

/** Returns the answer, whatever its status. Throws ConnectionFailure if there is none, or the signal's reason. */
export async function send(
  sender: KyInstance,
  address: URL,
  { headers, json, form, isShrinkable }: Sending,
  signal: AbortSignal,
): Promise<Response> {
  const options = { headers, signal, ...(isShrinkable ? { retry: shrinking } : {}) };
  try {
    if (form) return await sender.post(address, { ...options, body: new URLSearchParams(form) });
    return json === undefined
      ? await sender.get(address, options)
      : await sender.post(address, { ...options, json });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof HTTPError) return answerOf(error);
    throw new ConnectionFailure(address, error);
  }
}

/** The library has read the body of a failed answer already. */
function answerOf({ response, data }: HTTPError): Response {
  const text = typeof data === 'string' ? data : JSON.stringify(data ?? '');
  const { status, headers } = response;
  return new Response(text, { status, headers });
}
