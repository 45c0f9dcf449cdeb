import type { AccessServices } from '../viewer.js';

type Ended = () => void;
type LookUp = AccessServices['access']['authenticate'];

/**
 * Checks the keys of live connections at intervals, each key once however many connections it
 * holds.
 */
export class KeyWatch {
  readonly #watching = new Map<string, Set<Ended>>();
  readonly #lookUp: LookUp;
  readonly #timer: NodeJS.Timeout;
  #looking = false;

  constructor(lookUp: LookUp, milliseconds: number) {
    this.#lookUp = lookUp;
    this.#timer = setInterval(() => void this.#look(), milliseconds);
    this.#timer.unref();
  }

  /** Calls `ended` when the key is no longer valid. Returns a function that stops watching. */
  add(secret: string, ended: Ended): () => void {
    const watching = this.#watching.get(secret) ?? new Set();
    this.#watching.set(secret, watching.add(ended));
    return () => {
      watching.delete(ended);
      if (watching.size === 0 && this.#watching.get(secret) === watching)
        this.#watching.delete(secret);
    };
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#watching.clear();
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    for (const [secret, watching] of [...this.#watching])
      if (!(await this.#isValid(secret))) for (const ended of [...watching]) ended();
    this.#looking = false;
  }

  // An unreachable database says nothing about the key; the next check decides.
  async #isValid(secret: string): Promise<boolean> {
    try {
      return (await this.#lookUp(secret)) !== null;
    } catch {
      return true;
    }
  }
}
