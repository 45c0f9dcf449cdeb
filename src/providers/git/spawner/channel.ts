import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Less is not worth waking up for. */
const FEWEST_BYTES = 64 * 1024;
const MOST_WAITING_BYTES = 8 * 1024 * 1024;

/**
 * The output of a program of another process through a socket, read while the program writes. The
 * program waits only if much was not taken yet.
 */
export class Channel {
  #folder: string | null = null;
  readonly #server = createServer((socket) => this.#connect(socket));
  #socket: Socket | null = null;
  #chunks: Buffer[] = [];
  #length = 0;
  #hasEnded = false;
  #wake: () => void = () => undefined;

  /**
   * Waits until a program can connect; returns the path to which it writes. Nobody else may look
   * into the folder of the path, which is deleted once the program is connected. Rejects if nobody
   * can connect.
   */
  async listen(): Promise<string> {
    this.#folder = await mkdtemp(join(tmpdir(), 'insights-channel-'));
    const path = join(this.#folder, 'channel');
    this.#server.listen(path);
    await once(this.#server, 'listening');
    if (!this.#hasEnded) return path;
    this.#close();
    throw new Error('It was stopped before it began.');
  }

  #connect(socket: Socket): void {
    this.#close();
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#add(chunk));
    // An error that breaks off the connection ends the program too, which then reports why.
    socket.on('error', () => undefined);
    socket.on('close', this.end);
  }

  #close(): void {
    this.#server.close();
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true });
  }

  #add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length > MOST_WAITING_BYTES) this.#socket?.pause();
    if (this.#length >= FEWEST_BYTES) this.#wake();
  }

  /** Waits for more; null once there is none to come. */
  async take(): Promise<Buffer | null> {
    while (this.#length < FEWEST_BYTES && !this.#hasEnded)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    const taken = this.#length === 0 ? null : Buffer.concat(this.#chunks, this.#length);
    this.#chunks = [];
    this.#length = 0;
    this.#socket?.resume();
    return taken;
  }

  /** Nothing more will come, or be taken. */
  readonly end = (): void => {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#wake();
    this.#close();
    this.#socket?.destroy();
  };
}
