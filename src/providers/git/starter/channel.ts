import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Less is not worth waking up for. */
const FEWEST_BYTES = 64 * 1024;
const MOST_WAITING_BYTES = 8 * 1024 * 1024;

/** What a program of another process writes into a socket, read while it writes; it waits only when much was not taken yet. */
export class Channel {
  readonly #folder = mkdtempSync(join(tmpdir(), 'insights-'));
  /** Where the program is to write. Nobody else may look into its folder, and it is gone as soon as somebody is connected. */
  readonly path = join(this.#folder, 'channel');
  readonly #server = createServer((socket) => this.#connect(socket));
  #socket: Socket | null = null;
  #chunks: Buffer[] = [];
  #length = 0;
  #hasEnded = false;
  #wake: () => void = () => undefined;

  /** Waits until somebody can connect. */
  listen(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#server.once('error', reject);
    this.#server.listen(this.path, resolve);
    return promise;
  }

  #connect(socket: Socket): void {
    this.#close();
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#add(chunk));
    // What breaks off the connection ends the program too, which then says why.
    socket.on('error', () => undefined);
    socket.on('close', () => this.end());
  }

  #close(): void {
    this.#server.close();
    rmSync(this.#folder, { recursive: true, force: true });
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
  end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#wake();
    this.#close();
    this.#socket?.destroy();
  }
}
