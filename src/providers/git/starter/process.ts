import { type ChildProcess, spawn } from 'node:child_process';
import type { Asked, End, Program, Told } from './protocol.js';

/**
 * Starts programs on behalf of a larger process: to start one, a process copies the map of its memory and stands still meanwhile.
 * Nothing of the project is imported, so that it begins fast and runs as it is written. Ends with the process that began it.
 */
const MOST_STDERR = 10_000;
const MOST_WAITING_BYTES = 8 * 1024 * 1024;
/** Less is not worth a message. */
const FEWEST_BYTES = 64 * 1024;

const tell = (told: Told): void => {
  process.send?.(told);
};

/** What a program wrote and nobody took yet. */
class Output {
  #chunks: Buffer[] = [];
  length = 0;
  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.length += chunk.length;
  }
  take(): Buffer {
    const taken = Buffer.concat(this.#chunks, this.length);
    this.#chunks = [];
    this.length = 0;
    return taken;
  }
}

function start({ file, parameters, environment, input }: Program): ChildProcess {
  const child = spawn(file, parameters, { env: environment });
  // It may end before it has read everything; its exit code says why.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input);
  return child;
}

/** Says once how a program ended. */
function watch(child: ChildProcess, onEnd: (end: End) => void): void {
  let stderr = '';
  let notStarted: string | undefined;
  child.stderr?.on('data', (chunk: Buffer) => {
    if (stderr.length < MOST_STDERR) stderr += chunk.toString();
  });
  child.on('error', (error: NodeJS.ErrnoException) => {
    if (child.pid !== undefined) return;
    notStarted = error.code ?? 'UNKNOWN';
    stderr = error.message;
  });
  child.on('close', (status) =>
    onEnd({ status: status ?? -1, stderr, ...(notStarted === undefined ? {} : { notStarted }) }),
  );
}

const running = new Map<number, ChildProcess>();

function run(id: number, program: Program, limit: number): void {
  const child = start(program);
  running.set(id, child);
  const output = new Output();
  let isTooLong = false;
  child.stdout?.on('data', (chunk: Buffer) => {
    isTooLong ||= output.length + chunk.length > limit;
    if (isTooLong) child.kill('SIGKILL');
    else output.add(chunk);
  });
  watch(child, (end) => {
    running.delete(id);
    tell({ kind: 'ENDED', id, end, ...(isTooLong ? {} : { answer: output.take() }) });
  });
}

/** A program whose output is taken while it goes on writing. It waits only when much was not taken yet. */
class Flow {
  readonly #output = new Output();
  readonly #child: ChildProcess;
  #asking: number | null = null;
  #hasEnded = false;

  constructor(id: number, child: ChildProcess) {
    this.#child = child;
    child.stdout?.on('data', (chunk: Buffer) => {
      this.#output.add(chunk);
      if (this.#output.length > MOST_WAITING_BYTES) child.stdout?.pause();
      this.#answer();
    });
    watch(child, (end) => {
      this.#hasEnded = true;
      running.delete(id);
      tell({ kind: 'ENDED', id, end });
      this.#answer();
    });
  }

  take(id: number): void {
    this.#asking = id;
    this.#answer();
  }

  #answer(): void {
    if (this.#asking === null || (this.#output.length < FEWEST_BYTES && !this.#hasEnded)) return;
    const piece = this.#output.length === 0 ? null : this.#output.take();
    tell({ kind: 'PIECE', id: this.#asking, piece });
    this.#asking = null;
    this.#child.stdout?.resume();
  }
}
const flows = new Map<number, Flow>();

function open(id: number, program: Program): void {
  const child = start(program);
  running.set(id, child);
  flows.set(id, new Flow(id, child));
}

function stop(id: number): void {
  flows.delete(id);
  const child = running.get(id);
  child?.stdout?.destroy();
  child?.kill('SIGKILL');
}

function perform(asked: Asked): void {
  switch (asked.verb) {
    case 'RUN':
      run(asked.id, asked.program, asked.limit);
      return;
    case 'OPEN':
      open(asked.id, asked.program);
      return;
    case 'TAKE':
      flows.get(asked.of)?.take(asked.id);
      return;
    case 'STOP':
      stop(asked.of);
  }
}

process.on('message', (asked: Asked) => perform(asked));
process.on('disconnect', () => {
  for (const child of running.values()) child.kill('SIGKILL');
  process.exit();
});
// Whoever interrupts the program that began this one means all of it, and that one ends this one when it has tidied up.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
