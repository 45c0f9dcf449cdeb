import { type ChildProcess, fork } from 'node:child_process';
import { createBirpc } from 'birpc';
import { Channel } from './channel.js';
import { type End, NOT_CONNECTED, type Program, type SpawnerFunctions } from './protocol.js';

/** How a program ended, and what it wrote; null if that was too much. */
export interface Ended extends End {
  readonly answer: Buffer | null;
}

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

const gone = () => new Error('The process that starts programs has ended.');

/**
 * The process that starts programs, begun when the first is asked for. It keeps nobody alive who waits for nothing. A server of 400 MB
 * that started them itself stood still for 0.14 s at each, one of 1,200 MB for 0.3 s. This process stands still for 0.07 s.
 */
class GitProcess {
  readonly #child: ChildProcess;
  #waiting = 0;
  #last = 0;
  hasEnded = false;
  readonly call;

  constructor() {
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    this.#child = fork(new URL(`./process.${extension}`, import.meta.url), {
      execArgv: [],
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#child.unref();
    this.#child.channel?.unref();
    this.call = createBirpc<SpawnerFunctions>(
      {},
      {
        post: (message) => this.#child.connected && this.#child.send(message),
        on: (hear) => void this.#child.on('message', hear),
        onRequest: (_request, ask) => {
          if (this.hasEnded) throw gone();
          return ask();
        },
        eventNames: ['stop'],
        timeout: -1,
      },
    );
    this.#child.on('error', () => this.#end());
    this.#child.on('exit', () => this.#end());
  }

  #end(): void {
    this.hasEnded = true;
    void this.call.$rejectPendingCalls(({ reject }) => reject(gone()));
  }

  nextId(): number {
    this.#last += 1;
    return this.#last;
  }

  /** Keeps this process alive until the answer. */
  async waitFor<T>(answer: Promise<T>): Promise<T> {
    this.#waiting += 1;
    this.#child.channel?.ref();
    try {
      return await answer;
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#child.channel?.unref();
    }
  }
}

let started: GitProcess | null = null;
function gitProcess(): GitProcess {
  if (started === null || started.hasEnded) started = new GitProcess();
  return started;
}

/** Does `stop` when the signal is given, and rejects with its reason then; else resolves to the result of `work`. */
async function until<T>(signal: AbortSignal, work: Promise<T>, stop: () => void): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = () => {
    stop();
    reject(signal.reason);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** Runs a program and returns all that it wrote, up to `limit` bytes. Throws the signal's reason. */
export async function runProgram(
  program: Program,
  limit: number,
  signal: AbortSignal,
): Promise<Ended> {
  signal.throwIfAborted();
  const process = gitProcess();
  const id = process.nextId();
  const running = process.waitFor(process.call.run(id, program, limit));
  const { output, ...end } = await until(signal, running, () => process.call.stop(id));
  return { ...end, answer: output ? bufferOf(output) : null };
}

/** Starts a program, to be read while it writes. Its end throws the signal's reason. */
export function openProgram(program: Program, signal: AbortSignal) {
  signal.throwIfAborted();
  const channel = new Channel();
  const process = gitProcess();
  let opened: number | undefined;
  const stop = () => {
    channel.end();
    if (opened !== undefined) void process.call.stop(opened);
  };
  const run = async (): Promise<End> => {
    const path = await channel.listen().catch((error: Error) => error);
    if (path instanceof Error)
      return { status: -1, stderr: path.message, notStarted: NOT_CONNECTED };
    opened = process.nextId();
    return until(signal, process.waitFor(process.call.open(opened, program, path)), stop);
  };
  const ended = run();
  // If nothing was connected, nothing is written any more. The error of a requested end still
  // reaches its consumer.
  ended.then(({ notStarted }) => notStarted === NOT_CONNECTED && channel.end(), channel.end);
  return {
    ended,
    /** Waits for more; null once the program has written all. */
    take: () => channel.take(),
    /** Ends the program: nothing more will be taken. */
    stop,
  };
}
/** A program that is read while it writes. */
export type Flow = ReturnType<typeof openProgram>;
