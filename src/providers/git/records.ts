import { AUTHORED_FIELD, COMMIT_FIELDS } from './log-format.js';

/** Records, their hashes, and the epoch seconds at which they were authored. */
export interface Cut {
  readonly raw: string;
  readonly shas: readonly string[];
  readonly authored: readonly number[];
}

const NUL = 0;
const TAB = 9;
const FIRST_CAPACITY = 1024 * 1024;

/** Bytes that come at the end and are taken from the beginning. */
class Queue {
  #buffer = Buffer.allocUnsafe(FIRST_CAPACITY);
  #from = 0;
  #to = 0;

  get length(): number {
    return this.#to - this.#from;
  }

  /** What there is; of use until more is added. */
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

/**
 * Finds the ends of records with lines (`--numstat`) in the bytes of `git log -z`, as they come piece by piece. Nothing in a message or
 * a path can be taken for an end: fields are counted, what follows them is a file where it has a tab, as the next record's hash has not,
 * and two paths follow one that ends with its second tab.
 */
export class Records {
  readonly #queue = new Queue();
  /** Where the records end that are complete, and what is known of these and of the one after them. */
  #ends: number[] = [];
  #authored: number[] = [];
  /** Where the token begins that is being read, and how far it was. */
  #begin = 0;
  #at = 0;
  #tabs = 0;
  /** Fields of the record that were read; then a list of files may follow. */
  #fields = 0;
  #pathsToCome = 0;

  /** How many are complete. */
  get count(): number {
    return this.#ends.length;
  }

  /** Of all that was not taken. */
  get bytes(): number {
    return this.#queue.length;
  }

  add(chunk: Buffer): void {
    this.#queue.add(chunk);
    const bytes = this.#queue.all;
    let at = this.#at;
    for (; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (byte === TAB) this.#tabs += 1;
      else if (byte === NUL) {
        this.#token(bytes, at);
        this.#begin = at + 1;
        this.#tabs = 0;
      }
    }
    this.#at = at;
  }

  #token(bytes: Buffer, end: number): void {
    if (this.#fields < COMMIT_FIELDS) this.#field(bytes, end);
    else if (this.#pathsToCome > 0) this.#pathsToCome -= 1;
    else if (this.#tabs > 0) {
      if (this.#tabs === 2 && bytes[end - 1] === TAB) this.#pathsToCome = 2;
    } else {
      this.#ends.push(this.#begin);
      this.#fields = 0;
      this.#field(bytes, end);
    }
  }

  #field(bytes: Buffer, end: number): void {
    if (this.#fields === AUTHORED_FIELD)
      this.#authored.push(Number(bytes.toString('latin1', this.#begin, end)));
    this.#fields += 1;
  }

  /** Nothing more will come: the last record is complete, too. */
  close(): void {
    if (this.#fields < COMMIT_FIELDS) return;
    this.#ends.push(this.#begin);
    this.#fields = 0;
  }

  /** Takes the first of those that are complete. */
  take(most: number): Cut {
    const count = Math.min(most, this.#ends.length);
    const end = this.#ends[count - 1]!;
    const bytes = this.#queue.all;
    const begins = [0, ...this.#ends.slice(0, count - 1)];
    const cut = {
      raw: bytes.toString('utf8', 0, end),
      shas: begins.map((at) => bytes.toString('latin1', at, bytes.indexOf(NUL, at))),
      authored: this.#authored.splice(0, count),
    };
    this.#queue.drop(end);
    this.#ends = this.#ends.slice(count).map((other) => other - end);
    this.#begin -= end;
    this.#at -= end;
    return cut;
  }
}
