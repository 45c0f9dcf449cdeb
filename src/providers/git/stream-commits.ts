import { AUTHORED_FIELD, COMMIT_FIELDS, endOfRecord } from './log-format.js';
import { MOST_BYTES, type StreamedPart } from './read-commits.js';
import { GitFailure, type GitFlow } from './run.js';

const MOST_PER_PAGE = 1_500;
/** So few that whoever writes them need not wait long while git is still reading. */
const MOST_AT_FIRST = 400;
/** How many are worth a transaction. */
function* worth(): Generator<number, number> {
  for (let fewest = 150; ; fewest = Math.min(2 * fewest, MOST_AT_FIRST)) yield fewest;
}

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

  /** How many make a page now: all there are, but not too few or too many; none while more of them must come first. */
  ready(fewest: number, expected: number): number {
    const count = Math.min(MOST_PER_PAGE, this.#ends.length);
    const left = expected - count;
    if (this.#bytes > MOST_BYTES) return count;
    return count < fewest || (left > 0 && left < fewest) ? 0 : count;
  }

  get left(): number {
    return this.#ends.length;
  }

  take(most: number): Cut {
    const count = Math.min(most, this.#ends.length);
    const end = this.#ends[count - 1]!;
    const begins = [0, ...this.#ends.slice(0, count - 1)];
    const cut = {
      raw: `${this.#tokens.slice(0, end).join('\0')}\0`,
      shas: begins.map((at) => this.#tokens[at]!),
      authored: begins.map((at) => Number(this.#tokens[at + AUTHORED_FIELD])),
    };
    this.#tokens = this.#tokens.slice(end);
    this.#ends = this.#ends.slice(count).map((other) => other - end);
    this.#bytes = Math.max(0, this.#bytes - cut.raw.length);
    return cut;
  }
}

/** Records, their hashes, and the epoch seconds at which they were authored. */
interface Cut {
  readonly raw: string;
  readonly shas: readonly string[];
  readonly authored: readonly number[];
}

/** `expected`: how many there are in all, infinitely many while that is not known. */
async function* cut(
  { take, ended, stop }: GitFlow,
  expected: () => number,
): AsyncGenerator<Cut & { readonly isLast: boolean }> {
  const records = new Records();
  const sizes = worth();
  let fewest = sizes.next().value;
  let taken = 0;
  try {
    for (let chunk = await take(); chunk; chunk = await take()) {
      records.add(chunk);
      for (let some = records.ready(fewest, expected() - taken); some > 0; ) {
        taken += some;
        fewest = sizes.next().value;
        yield { ...records.take(some), isLast: false };
        some = records.ready(fewest, expected() - taken);
      }
    }
    await ended;
    records.close();
    while (records.left > 0) yield { ...records.take(MOST_PER_PAGE), isLast: records.left === 0 };
  } finally {
    stop();
  }
}

/**
 * Commits with their lines as one program writes them, as many at a time as it has written when the reader asks. Ends early at what
 * cannot be read in one go, such as a commit with missing objects.
 */
export async function* streamCommits(
  reading: GitFlow,
  expected: () => number,
): AsyncGenerator<StreamedPart> {
  try {
    for await (const some of cut(reading, expected))
      yield { ...some, files: 'LINES', cutOff: false };
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
  }
}
