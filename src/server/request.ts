import { AsyncLocalStorage } from 'node:async_hooks';
import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { present } from '../graph/errors.js';

const current = new AsyncLocalStorage<string>();

/** Runs `work` so that any failure within it is reported under this request id. */
export const asRequest = <Result>(id: string, work: () => Result): Result => current.run(id, work);

const requestId = (): string => current.getStore() ?? 'none';

/**
 * Returns an error as the asker may see it; mistakes of ours go into the log in full, under the
 * same request id.
 */
export function presented(
  error: unknown,
  log: Logger,
  id: string = requestId(),
): GraphQLFormattedError {
  const { error: answer, ours } = present(error, id);
  if (ours)
    log.error({ requestId: id, err: originalOf(error), path: answer.path }, 'request failed');
  return answer;
}

function originalOf(error: unknown): unknown {
  const original = (error as { originalError?: unknown } | null)?.originalError;
  return original ? originalOf(original) : error;
}
