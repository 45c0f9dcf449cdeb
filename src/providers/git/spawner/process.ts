import { type ChildProcess, spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import type { End, Program, SpawnerReply, SpawnerRequest } from './protocol.js';

/**
 * Starts programs on behalf of a larger process: to start one, a process copies the map of its memory and stands still meanwhile.
 * Nothing of the project is imported, so that it begins fast and runs as it is written. Ends with the process that began it.
 */
const MOST_STDERR = 10_000;

const reply = (message: SpawnerReply): void => {
  process.send?.(message);
};

/** The output of a program that was not taken yet. */
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

function start(
  { file, parameters, environment, input }: Program,
  output: 'pipe' | Socket = 'pipe',
): ChildProcess {
  const child = spawn(file, parameters, { env: environment, stdio: ['pipe', output, 'pipe'] });
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
    reply({ id, end, ...(isTooLong ? {} : { answer: output.take() }) });
  });
}

/** Lets a program write into the socket at a path, which is not read here. */
function open(id: number, program: Program, path: string): void {
  const socket = connect(path);
  socket.on('error', ({ message: stderr }) =>
    reply({ id, end: { status: -1, stderr, notStarted: 'NOT_CONNECTED' } }),
  );
  socket.on('connect', () => {
    const child = start(program, socket);
    running.set(id, child);
    socket.destroy();
    watch(child, (end) => {
      running.delete(id);
      reply({ id, end });
    });
  });
}

function stop(id: number): void {
  const child = running.get(id);
  child?.stdout?.destroy();
  child?.kill('SIGKILL');
}

function perform(asked: SpawnerRequest): void {
  switch (asked.verb) {
    case 'RUN':
      run(asked.id, asked.program, asked.limit);
      return;
    case 'OPEN':
      open(asked.id, asked.program, asked.path);
      return;
    case 'STOP':
      stop(asked.of);
  }
}

process.on('message', (asked: SpawnerRequest) => perform(asked));
process.on('disconnect', () => {
  for (const child of running.values()) child.kill('SIGKILL');
  process.exit();
});
// A signal that interrupts the parent program reaches this process too; the parent ends this
// process after cleaning up.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
