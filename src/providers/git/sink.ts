import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a program's output goes, up to a limit of bytes. */
export interface Sink {
  /** For `spawn`: a pipe, or a file's descriptor. */
  readonly target: 'pipe' | number;
  /** Follows what the program writes; kills it where that is too much. */
  watch(child: ChildProcess): void;
  /** What it wrote; null where that was too much. To be called once, after its end. */
  answer(): Promise<Buffer | null>;
}

const LOOK_MILLISECONDS = 100;

/** Keeps output in memory as it comes; a program that is faster than this one waits. */
export function pipeSink(limit: number): Sink {
  const chunks: Buffer[] = [];
  let length = 0;
  return {
    target: 'pipe',
    watch: (child) =>
      child.stdout?.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length <= limit) chunks.push(chunk);
        else if (!child.killed) child.kill('SIGKILL');
      }),
    answer: async () => (length > limit ? null : Buffer.concat(chunks, length)),
  };
}

/** What a program wrote, to be taken while it goes on writing. */
export interface Flow {
  readonly sink: Sink;
  /** Waits for more; null once the program has written all and `end` was called. */
  take(): Promise<Buffer | null>;
  /** Says that the program has ended. */
  end(): void;
  /** Ends the program: nothing more will be taken. */
  stop(): void;
}

const MOST_WAITING_BYTES = 8 * 1024 * 1024;

/** Lets the program run ahead of the reader; it waits only when much was not taken yet. */
export function openFlow(): Flow {
  let chunks: Buffer[] = [];
  let length = 0;
  let program: ChildProcess | undefined;
  let [hasEnded, wake] = [false, () => {}];
  const watch = (child: ChildProcess) => {
    program = child;
    child.stdout?.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > MOST_WAITING_BYTES) child.stdout?.pause();
      wake();
    });
  };
  const take = async () => {
    while (length === 0 && !hasEnded) await new Promise<void>((resolve) => (wake = resolve));
    const taken = length === 0 ? null : Buffer.concat(chunks, length);
    [chunks, length] = [[], 0];
    program?.stdout?.resume();
    return taken;
  };
  const end = () => {
    hasEnded = true;
    wake();
  };
  const stop = () => {
    program?.stdout?.destroy();
    program?.kill('SIGKILL');
  };
  return { sink: { target: 'pipe', watch, answer: async () => Buffer.alloc(0) }, take, end, stop };
}

/** Lets the program write into a file without a name: a pipe holds 64 kB, and then it would wait while this one is busy. */
export async function fileSink(limit: number): Promise<Sink> {
  const path = join(tmpdir(), `insights-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  await rm(path);
  const size = async () => (await file.stat()).size;
  let looking: NodeJS.Timeout | undefined;
  return {
    target: file.fd,
    watch: (child) => {
      if (limit === Number.POSITIVE_INFINITY) return;
      const look = () => size().then((bytes) => bytes > limit && child.kill('SIGKILL'));
      // A look that comes after the end finds the file closed; `answer` has seen its size by then.
      looking = setInterval(() => look().catch(() => undefined), LOOK_MILLISECONDS);
    },
    answer: async () => {
      clearInterval(looking);
      try {
        const length = await size();
        if (length > limit) return null;
        const bytes = Buffer.allocUnsafe(length);
        await file.read(bytes, 0, length, 0);
        return bytes;
      } finally {
        await file.close();
      }
    },
  };
}
