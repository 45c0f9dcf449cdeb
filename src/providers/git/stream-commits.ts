import { COMMIT_FIELDS, endOfRecord } from './log-format.js';
import { MOST_BYTES, type Part } from './read-commits.js';
import { readGiven } from './reading.js';
import type { Round } from './round.js';
import { GitFailure, type GitFlow } from './run.js';

/** Finds the ends of records in what comes piece by piece. */
class Records {
  #tokens: string[] = [];
  #unfinished: Buffer = Buffer.alloc(0);
  #ends: number[] = [];
  #bytes = 0;

  add(chunk: Buffer): void {
    const bytes = Buffer.concat([this.#unfinished, chunk]);
    const cut = bytes.lastIndexOf(0) + 1;
    this.#unfinished = bytes.subarray(cut);
    this.#bytes += chunk.length;
    if (cut > 0)
      for (const token of bytes.toString('utf8', 0, cut - 1).split('\0')) this.#tokens.push(token);
    this.#scan(false);
  }

  /** A record is known to end where the next begins, or all does. */
  #scan(isAll: boolean): void {
    const { length } = this.#tokens;
    while (true) {
      const end = endOfRecord(this.#tokens, this.#ends.at(-1) ?? 0, length, COMMIT_FIELDS);
      if (end > length || (end === length && !isAll)) return;
      this.#ends.push(end);
      if (end === length) return;
    }
  }

  close(): void {
    if (this.#tokens.length > (this.#ends.at(-1) ?? 0)) this.#scan(true);
  }

  /** How many there are, at most `wanted`; none while there may be more of them at once. */
  ready(wanted: number): number {
    const count = Math.min(wanted, this.#ends.length);
    return count === wanted || this.#bytes > MOST_BYTES ? count : 0;
  }

  get left(): number {
    return this.#ends.length;
  }

  take(count: number): string {
    const end = this.#ends[count - 1]!;
    const raw = `${this.#tokens.slice(0, end).join('\0')}\0`;
    this.#tokens = this.#tokens.slice(end);
    this.#ends = this.#ends.slice(count).map((other) => other - end);
    this.#bytes = Math.max(0, this.#bytes - raw.length);
    return raw;
  }
}

async function* cut(
  { take, ended, stop }: GitFlow,
  sizes: Iterator<number, number>,
): AsyncGenerator<{ readonly count: number; readonly raw: string }> {
  const records = new Records();
  let wanted = sizes.next().value;
  try {
    for (let chunk = await take(); chunk; chunk = await take()) {
      records.add(chunk);
      for (let count = records.ready(wanted); count > 0; count = records.ready(wanted)) {
        wanted = sizes.next().value;
        yield { count, raw: records.take(count) };
      }
    }
    await ended;
    records.close();
    for (; records.left > 0; wanted = sizes.next().value) {
      const count = Math.min(records.left, wanted);
      yield { count, raw: records.take(count) };
    }
  } finally {
    stop();
  }
}

/**
 * Commits with their lines as one program writes them, as many at a time as `sizes` says. Ends early at what cannot be read in
 * one go, such as a commit with missing objects.
 */
export async function* streamCommits(
  round: Round,
  shas: readonly string[],
  sizes: Iterator<number, number>,
): AsyncGenerator<Part> {
  let at = 0;
  const reading = round.reading ?? readGiven(round.source, shas);
  try {
    for await (const { count, raw } of cut(reading, sizes)) {
      yield { files: 'LINES', shas: shas.slice(at, at + count), raw, cutOff: false };
      at += count;
    }
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
  }
}
