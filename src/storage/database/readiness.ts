import { whileAsked } from '../sql/asker.js';
import type { Database } from './database.js';

const PING_MILLISECONDS = 1000;

/**
 * Returns the result of `look`, or the message of its error. If it takes longer than a second, it
 * is ended and the result says so.
 */
async function withinSecond(look: () => Promise<string | null>): Promise<string | null> {
  const late = AbortSignal.timeout(PING_MILLISECONDS);
  const tooLate = new Promise<string>((resolve) => {
    late.addEventListener('abort', () => resolve('the database does not answer within a second'));
  });
  const answered = whileAsked(late, look).catch((error: unknown) =>
    error instanceof Error ? error.message : String(error),
  );
  return Promise.race([answered, tooLate]);
}

/** Returns null if the database answers well, else why no traffic should come. */
export const readiness = (database: Pick<Database, 'ping'>): Promise<string | null> =>
  withinSecond(() => database.ping().then(() => null));

/** Returns null if the database takes changes, else why it can only be read. */
export const writability = (database: Pick<Database, 'isWritable'>): Promise<string | null> =>
  withinSecond(() =>
    database
      .isWritable()
      .then((isWritable) => (isWritable ? null : 'the database takes no changes')),
  );
