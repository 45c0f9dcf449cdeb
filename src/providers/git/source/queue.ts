const FIRST_CAPACITY = 1024 * 1024;

/** Bytes that come at the end and are taken from the beginning. */
export class Queue {
  #buffer = Buffer.allocUnsafe(FIRST_CAPACITY);
  #from = 0;
  #to = 0;

  get length(): number {
    return this.#to - this.#from;
  }

  /** All bytes of the queue; valid until more is added. */
  get all(): Buffer {
    return this.#buffer.subarray(this.#from, this.#to);
  }

  add(chunk: Buffer): void {
    const { length } = this;
    if (this.#to + chunk.length > this.#buffer.length) {
      const isEnough = 2 * (length + chunk.length) <= this.#buffer.length;
      const target = isEnough ? this.#buffer : Buffer.allocUnsafe(2 * (length + chunk.length));
      this.#buffer.copy(target, 0, this.#from, this.#to);
      this.#buffer = target;
      this.#from = 0;
      this.#to = length;
    }
    chunk.copy(this.#buffer, this.#to);
    this.#to += chunk.length;
  }

  drop(count: number): void {
    this.#from += count;
  }
}
