import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Fault } from '../../model/errors.js';
import type { AccessServices } from '../viewer.js';

const tooLong = (milliseconds: number) =>
  Object.assign(
    new Fault(
      'UNAVAILABLE',
      `This took longer than ${milliseconds / 1000} s and was given up; ask for less at once.`,
    ),
    { statusCode: 503 },
  );

/** The reason of every end. An error made each time would cost more than what it ends. */
const OVER = new Error('Nobody waits for this any more.');

/** Runs work on behalf of its asker, until `signal` is aborted. */
export type WhileAsked = NonNullable<AccessServices['access']['whileAsked']>;

/** The time that one asker's work may take in all, and the signal that ends it when that is over or the asker has gone. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #milliseconds: number;
  readonly #whileAsked: WhileAsked;
  #left: number;

  constructor(milliseconds: number, whileAsked: WhileAsked = (_, work) => work()) {
    this.#milliseconds = milliseconds;
    this.#left = milliseconds;
    this.#whileAsked = whileAsked;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Ends all work, since the asker has gone. */
  end(): void {
    this.#controller.abort(OVER);
  }

  /**
   * Returns the result of `work`. Ends it and throws UNAVAILABLE if all work together has taken too
   * long.
   */
  async run<Result>(work: () => Promise<Result> | Result): Promise<Result> {
    const began = performance.now();
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => {
        this.end();
        reject(tooLong(this.#milliseconds));
      },
      Math.max(0, this.#left),
    );
    try {
      return await Promise.race([this.#whileAsked(this.signal, async () => work()), late]);
    } finally {
      clearTimeout(timer);
      this.#left -= performance.now() - began;
    }
  }
}

/** A field of the request: a table beside the requests takes a thirtieth of a short answer's time. */
const DEADLINE = Symbol('deadline');
type Timed = FastifyRequest & { [DEADLINE]: Deadline | null };

/**
 * Returns the deadline of a request over HTTP, from its first byte on; the time in which its body
 * comes is not counted.
 */
export function deadlineOf(request: FastifyRequest): Deadline {
  const { [DEADLINE]: deadline } = request as Timed;
  if (deadline) return deadline;
  throw new Error('A request has a deadline before anything is done for it.');
}

export function setDeadlines(
  app: FastifyInstance,
  milliseconds: number,
  { access }: AccessServices,
): void {
  app.decorateRequest(DEADLINE, null);
  app.addHook('onRequest', (request, reply, done) => {
    const deadline = new Deadline(milliseconds, access.whileAsked);
    (request as Timed)[DEADLINE] = deadline;
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) deadline.end();
    });
    done();
  });
}
