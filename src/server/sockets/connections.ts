import type { WebSocket } from 'ws';

/** A socket that is counted against a key, and what to do if the socket is found dead. */
interface Member {
  readonly socket: WebSocket;
  end(): void;
}

/** Waits until the socket answers a ping or is closed. True if it is alive. */
function isAlive(socket: WebSocket, milliseconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (alive: boolean) => {
      clearTimeout(timer);
      socket.off('pong', onPong);
      socket.off('close', onClose);
      resolve(alive);
    };
    const onPong = () => end(true);
    const onClose = () => end(false);
    const timer = setTimeout(() => end(false), milliseconds);
    socket.once('pong', onPong);
    socket.once('close', onClose);
    if (socket.readyState === socket.OPEN) socket.ping();
    else end(false);
  });
}

/** The connections of each key, the oldest first, up to a limit. */
export class Connections {
  readonly limit: number;
  readonly #milliseconds: number;
  readonly #held = new Map<number, Set<Member>>();
  readonly #probes = new Map<number, Promise<void>>();

  /** A connection that does not answer a ping within `milliseconds` gives its place to another. */
  constructor(limit: number, milliseconds: number) {
    this.limit = limit;
    this.#milliseconds = milliseconds;
  }

  /** Returns the number of connections of all keys. */
  get held(): number {
    return [...this.#held.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /**
   * Counts one more connection; false if the key holds as many as it may, and all of them are
   * alive.
   */
  async take(key: number, member: Member): Promise<boolean> {
    if (this.#add(key, member)) return true;
    await this.makeRoom(key);
    return this.#add(key, member);
  }

  give(key: number, member: Member): void {
    const held = this.#held.get(key);
    held?.delete(member);
    if (held?.size === 0) this.#held.delete(key);
  }

  /**
   * Pings all connections of a key at once and ends those that do not answer, since a network
   * failure closes no socket.
   */
  makeRoom(key: number): Promise<void> {
    const running = this.#probes.get(key);
    if (running !== undefined) return running;
    const probe = this.#endDead(key).finally(() => this.#probes.delete(key));
    this.#probes.set(key, probe);
    return probe;
  }

  #add(key: number, member: Member): boolean {
    const held = this.#held.get(key) ?? new Set();
    if (held.size >= this.limit) return false;
    this.#held.set(key, held.add(member));
    return true;
  }

  async #endDead(key: number): Promise<void> {
    const members = [...(this.#held.get(key) ?? [])];
    await Promise.all(
      members.map(async (member) => {
        if (await isAlive(member.socket, this.#milliseconds)) return;
        member.socket.terminate();
        member.end();
      }),
    );
  }
}
