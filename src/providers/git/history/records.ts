import { AUTHORED_FIELD, COMMIT_FIELDS, LONGEST_FIELD, secondsOf } from './log-format.js';
import { RENAME_LIMIT } from './reading.js';

const FIRST_CAPACITY = 1024 * 1024;

/** Bytes that come at the end and are taken from the beginning. */
class Queue {
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

/**
 * A property of a file that its lines do not show. LINK is a link to another repository; MODE is a
 * change of mode without lines.
 */
export type Oddity = 'LINK' | 'MODE';

/** Records, their hashes, and the epoch seconds at which they were authored. */
export interface Cut {
  readonly raw: string;
  readonly shas: readonly string[];
  readonly authored: readonly number[];
  /** Hash, path and what is odd about it. */
  readonly odd: readonly [string, string, Oddity][];
  /** Hashes of commits that touch so many files that renames among them may have been left unfound. */
  readonly large: readonly string[];
}

const [NUL, TAB, LINE_END, SPACE, COLON] = [0, 9, 10, 32, 58];
const [ONE, SIX, RENAME, MODIFIED] = [...Buffer.from('16RM')] as [number, number, number, number];
/** Offsets and length of the two modes in an entry of `--raw`, from its colon on. */
const [OLD_MODE, NEW_MODE, MODE_LENGTH] = [1, 8, 6];

/** A record that is being read: bytes that are not kept, and what was said of its files. */
interface Reading {
  readonly drops: [number, number][];
  readonly odd: [string, Oddity][];
  authored: number;
  files: number;
}
interface Ended extends Reading {
  readonly end: number;
}
const begun = (): Reading => ({ drops: [], odd: [], authored: 0, files: 0 });

/**
 * Finds the ends of records with lines (`--raw --numstat`) in the bytes of `git log -z`, piece by
 * piece. No message or path can be mistaken for an end, because fields are counted. An entry of
 * `--raw` begins with a colon. An entry of `--numstat` has a tab, which the next record's hash has
 * not. Each entry says how many paths follow. Entries of `--raw` are read here and not kept.
 */
export class Records {
  readonly #queue = new Queue();
  #ended: Ended[] = [];
  #record = begun();
  /** Where the token begins that is being read, and how far it was. */
  #begin = 0;
  #at = 0;
  #tabs = 0;
  /** Fields of the record that were read; then a list of files may follow. */
  #fields = 0;
  #pathsToCome = 0;
  #oddity: Oddity | null = null;

  /** How many are complete. */
  get count(): number {
    return this.#ended.length;
  }

  /** Bytes of all records not yet taken. */
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
    else if (this.#pathsToCome > 0) this.#path(bytes, end);
    else if (this.#colon(bytes) !== null) this.#entry(bytes, end);
    else if (this.#tabs > 0) {
      if (this.#tabs === 2 && bytes[end - 1] === TAB) this.#pathsToCome = 2;
    } else {
      this.#end();
      this.#field(bytes, end);
    }
  }

  #field(bytes: Buffer, end: number): void {
    if (this.#fields === AUTHORED_FIELD)
      this.#record.authored = secondsOf(bytes.toString('latin1', this.#begin, end));
    if (end - this.#begin > LONGEST_FIELD)
      this.#record.drops.push([this.#begin + LONGEST_FIELD, end]);
    this.#fields += 1;
  }

  /** Where an entry of `--raw` begins; the first of them after a line break, which is kept. */
  #colon(bytes: Buffer): number | null {
    const at = bytes[this.#begin] === LINE_END ? this.#begin + 1 : this.#begin;
    return bytes[at] === COLON ? at : null;
  }

  #entry(bytes: Buffer, end: number): void {
    const colon = this.#colon(bytes)!;
    const isLink = (mode: number) => bytes[colon + mode] === ONE && bytes[colon + mode + 1] === SIX;
    const modeOf = (mode: number) => bytes.subarray(colon + mode, colon + mode + MODE_LENGTH);
    const status = bytes[bytes.lastIndexOf(SPACE, end) + 1];
    if (isLink(OLD_MODE) || isLink(NEW_MODE)) this.#oddity = 'LINK';
    else if (status === MODIFIED && !modeOf(OLD_MODE).equals(modeOf(NEW_MODE)))
      this.#oddity = 'MODE';
    this.#pathsToCome = status === RENAME ? 2 : 1;
    this.#record.files += 1;
    const last = this.#record.drops.at(-1);
    if (last?.[1] === colon) last[1] = end + 1;
    else this.#record.drops.push([colon, end + 1]);
  }

  /** A path: of an entry of `--raw`, which is not kept either, where nothing but such was dropped before it. */
  #path(bytes: Buffer, end: number): void {
    this.#pathsToCome -= 1;
    const last = this.#record.drops.at(-1);
    if (last?.[1] !== this.#begin) return;
    last[1] = end + 1;
    if (this.#pathsToCome > 0 || this.#oddity === null) return;
    this.#record.odd.push([bytes.toString('utf8', this.#begin, end), this.#oddity]);
    this.#oddity = null;
  }

  #end(): void {
    this.#ended.push({ ...this.#record, end: this.#begin });
    this.#record = begun();
    this.#fields = 0;
  }

  /** Nothing more will come: the last record is complete, too. */
  close(): void {
    if (this.#fields >= COMMIT_FIELDS) this.#end();
  }

  /** Takes the first of those that are complete. */
  take(most: number): Cut {
    const taken = this.#ended.splice(0, most);
    const bytes = this.#queue.all;
    const end = taken.at(-1)?.end ?? 0;
    const shas = taken.map((_, index) => {
      const at = taken[index - 1]?.end ?? 0;
      return bytes.toString('latin1', at, bytes.indexOf(NUL, at));
    });
    const cut = {
      raw: textOf(bytes, taken, end),
      shas,
      authored: taken.map(({ authored }) => authored),
      odd: taken.flatMap(({ odd }, index) =>
        odd.map(([path, oddity]): [string, string, Oddity] => [shas[index]!, path, oddity]),
      ),
      large: shas.filter((_, index) => taken[index]!.files > RENAME_LIMIT),
    };
    this.#drop(end);
    return cut;
  }

  #drop(end: number): void {
    this.#queue.drop(end);
    const back = (record: Reading) => {
      for (const drop of record.drops) {
        drop[0] -= end;
        drop[1] -= end;
      }
    };
    back(this.#record);
    this.#ended.forEach(back);
    this.#ended = this.#ended.map((ended) => ({ ...ended, end: ended.end - end }));
    this.#begin -= end;
    this.#at -= end;
  }
}

/** The bytes up to `end` that are kept, as text. */
function textOf(bytes: Buffer, records: readonly Ended[], end: number): string {
  const kept: Buffer[] = [];
  let from = 0;
  for (const { drops } of records)
    for (const [first, next] of drops) {
      if (first > from) kept.push(bytes.subarray(from, first));
      from = next;
    }
  kept.push(bytes.subarray(from, end));
  return Buffer.concat(kept).toString('utf8');
}
