import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createBirpc } from 'birpc';
import type { End, Program, SpawnerFunctions } from './protocol.js';

/**
 * Starts programs on behalf of a larger process: to start one, a process copies the map of its memory and stands still meanwhile.
 * Nothing of the project is imported, so that it begins fast and runs as it is written. Ends with the process that began it.
 */
const MOST_STDERR = 10_000;

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

const running = new Map<number, ChildProcess>();

/** Waits for the end of a program, which can be stopped by its id meanwhile. */
async function endOf(id: number, child: ChildProcess): Promise<End> {
  running.set(id, child);
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
  const status = await new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  running.delete(id);
  return { status: status ?? -1, stderr, ...(notStarted === undefined ? {} : { notStarted }) };
}

const functions: SpawnerFunctions = {
  run: async (id, program, limit) => {
    const child = start(program);
    let output: Buffer[] = [];
    let length = 0;
    child.stdout?.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) return void output.push(chunk);
      output = [];
      child.kill('SIGKILL');
    });
    const end = await endOf(id, child);
    return length > limit ? end : { ...end, output: Buffer.concat(output, length) };
  },
  /** The socket is not read here. */
  open: async (id, program, path) => {
    const socket = connect(path);
    try {
      await once(socket, 'connect');
    } catch (error) {
      return { status: -1, stderr: (error as Error).message, notStarted: 'NOT_CONNECTED' };
    }
    const child = start(program, socket);
    socket.destroy();
    return endOf(id, child);
  },
  stop: (id) => {
    const child = running.get(id);
    child?.stdout?.destroy();
    child?.kill('SIGKILL');
  },
};

createBirpc<Record<string, never>, SpawnerFunctions>(functions, {
  post: (message) => process.send?.(message),
  on: (hear) => void process.on('message', hear),
  timeout: -1,
});
process.on('disconnect', () => {
  for (const child of running.values()) child.kill('SIGKILL');
  process.exit();
});
// A signal that interrupts the parent program reaches this process too; the parent ends this
// process after cleaning up.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
