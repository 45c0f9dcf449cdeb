import { randomUUID } from 'node:crypto';
import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { GraphContext } from '../../graph/context.js';
import { newContext } from '../../graph/new-context.js';
import type { KeyEnd, Viewer } from '../../model/access.js';
import { Fault } from '../../model/errors.js';
import { Deadline } from '../limits/deadline.js';
import { guarded } from '../limits/guard.js';
import { socketLimits as limits, requestLimits } from '../limits/limits.js';
import { tooMany } from '../limits/question-gate.js';
import {
  pushInTurn,
  type Questions,
  inTurn as questionInTurn,
  sharedAnswer,
} from '../limits/questions.js';
import type { Quota } from '../limits/quota.js';
import type { ServerOptions } from '../server-options.js';
import { throughOutages } from '../through-outages.js';
import { type Caller, endOf, refusalOf, unauthenticated } from '../viewer.js';
import { closeCodes } from './close-codes.js';
import type { Connections } from './connections.js';
import { freshStream } from './fresh-stream.js';
import type { KeyWatch } from './key-watch.js';

export interface ConnectionParts {
  readonly options: ServerOptions;
  readonly watch: KeyWatch;
  readonly connections: Connections;
  readonly subscriptions: Quota;
  readonly questions: Questions;
}

async function* onlyOnce(): AsyncGenerator<null> {
  yield null;
}

/** Returns the deadline of a question over the WebSocket; it has the same time as one over HTTP. */
export const deadlineFor = ({
  requestMilliseconds = requestLimits.milliseconds,
  services,
}: ServerOptions): Deadline => new Deadline(requestMilliseconds, services.access.whileAsked);

/** The context of an operation over a WebSocket, which also knows its connection. */
export interface SocketContext extends GraphContext {
  readonly connection: Connection;
}

const asError = (fault: Fault) => new GraphQLError(fault.message, { originalError: fault });

/** One admitted WebSocket. */
export class Connection {
  readonly id = randomUUID();
  readonly socket: WebSocket;
  readonly #secret: string;
  readonly #viewer: Viewer;
  readonly #parts: ConnectionParts;
  readonly #gone = new AbortController();
  readonly #unwatch: () => void;
  /** Questions that wait or are under way. */
  #asked = 0;

  constructor(socket: WebSocket, secret: string, viewer: Viewer, parts: ConnectionParts) {
    this.socket = socket;
    this.#secret = secret;
    this.#viewer = viewer;
    this.#parts = parts;
    this.#unwatch = parts.watch.add(secret, () => void this.#forbid());
  }

  /** Returns the operation ready to be executed, or what is wrong with it. */
  async prepare(payload: SubscribePayload): Promise<ExecutionArgs | readonly GraphQLError[]> {
    const { options, questions } = this.#parts;
    if (this.#asked >= limits.questions || this.#isUnread()) return [asError(tooMany())];
    this.#asked += 1;
    await questions.pace(this.#viewer.key).finally(() => {
      this.#asked -= 1;
    });
    if (this.#gone.signal.aborted) return [asError(tooMany())];
    const checked = guarded(options.schema, payload.query);
    if ('errors' in checked) return checked.errors;
    return {
      schema: options.schema,
      document: checked.document,
      operationName: payload.operationName ?? null,
      variableValues: payload.variables ?? {},
      contextValue: this.#context(this.#viewer, this.#gone.signal),
    };
  }

  /**
   * Yields the one answer of a query or a mutation. If the client ends the stream before, the
   * operation is given up.
   */
  execute(args: ExecutionArgs): AsyncGenerator<ExecutionResult> {
    const ended = new AbortController();
    return freshStream(onlyOnce(), ended, () => this.#answer(args, ended.signal));
  }

  /**
   * Returns the answer of a query or a mutation in its turn, within the time that a request over
   * HTTP has.
   */
  async #answer(args: ExecutionArgs, ended: AbortSignal): Promise<ExecutionResult> {
    const deadline = deadlineFor(this.#parts.options);
    const end = () => deadline.end();
    const leaving = [ended, this.#gone.signal];
    for (const signal of leaving) signal.addEventListener('abort', end, { once: true });
    this.#asked += 1;
    try {
      return await deadline.run(() => this.#executeInTurn(args, deadline.signal));
    } catch (error) {
      if (error instanceof Fault) return { errors: [asError(error)] };
      throw error;
    } finally {
      this.#asked -= 1;
      for (const signal of leaving) signal.removeEventListener('abort', end);
    }
  }

  async #executeInTurn(args: ExecutionArgs, signal: AbortSignal): Promise<ExecutionResult> {
    const { questions, options } = this.#parts;
    const viewer = await this.#again();
    const kept = questions.kept.findResult(viewer, args);
    if (kept) return kept;
    const contextValue = this.#context(viewer, signal);
    const shared = await sharedAnswer(questions, args, contextValue, options.services);
    if (this.#isUnread()) throw tooMany();
    if (shared) return shared;
    return questionInTurn(questions, contextValue, args.document, () =>
      execute({ ...args, contextValue }),
    );
  }

  /** True if the client does not read its answers. */
  #isUnread(): boolean {
    return this.socket.bufferedAmount > limits.unreadBytes;
  }

  /**
   * Starts a subscription. Each of its events is answered with a fresh context for the key as it is
   * then. An outage of the database is waited out, and loses no event.
   */
  async subscribe(args: ExecutionArgs): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult> {
    if (!(await this.#takeSubscription())) return { errors: [this.#tooMany()] };
    const ended = new AbortController();
    const signal = AbortSignal.any([ended.signal, this.#gone.signal]);
    ended.signal.addEventListener('abort', () => this.#parts.subscriptions.give(this.#viewer.key));
    const { questions } = this.#parts;
    const inTurn: NonNullable<GraphContext['inTurn']> = (until, work) =>
      pushInTurn(questions, { viewer: this.#viewer, signal: until }, args.document, work);
    const contextValue = { ...this.#context(this.#viewer, signal), inTurn };
    const source = await throughOutages(signal, () =>
      createSourceEventStream({ ...args, contextValue }),
    );
    if (!(Symbol.asyncIterator in source)) {
      ended.abort();
      return source;
    }
    return freshStream(source, ended, (rootValue) =>
      throughOutages(signal, () =>
        inTurn(signal, async () =>
          execute({ ...args, rootValue, contextValue: this.#context(await this.#again(), signal) }),
        ),
      ),
    );
  }

  async #takeSubscription(): Promise<boolean> {
    const { connections, subscriptions } = this.#parts;
    const { key } = this.#viewer;
    if (subscriptions.take(key)) return true;
    await connections.makeRoom(key);
    return subscriptions.take(key);
  }

  /** Gives up all that still runs for the socket, which is closed. */
  end(): void {
    this.#gone.abort();
    this.#unwatch();
    this.#parts.connections.give(this.#viewer.key, this);
  }

  #context(viewer: Viewer, signal: AbortSignal): SocketContext {
    const { services } = this.#parts.options;
    return { ...newContext({ viewer, services, requestId: this.id, signal }), connection: this };
  }

  async #again(): Promise<Caller> {
    const viewer = await this.#parts.options.services.access.authenticate(this.#secret);
    if (viewer) return viewer;
    throw asError(unauthenticated(await this.#forbid()));
  }

  async #forbid(): Promise<KeyEnd | null> {
    const end = await endOf(this.#parts.options.services, this.#secret).catch(() => null);
    this.socket.close(closeCodes.FORBIDDEN, refusalOf(end));
    return end;
  }

  #tooMany(): GraphQLError {
    const { limit } = this.#parts.subscriptions;
    return asError(
      new Fault('RATE_LIMITED', `A key may hold ${limit} subscriptions at a time; end some first.`),
    );
  }
}
