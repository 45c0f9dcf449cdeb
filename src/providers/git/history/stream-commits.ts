import { GitFailure, type GitFlow } from '../source/run.js';
import { MOST_BYTES, type StreamedPart } from './read-commits.js';
import { type Cut, Records } from './records.js';

const MOST_PER_PAGE = 1_500;
/** Commits of a first piece: few, so that they are written while git is still reading. */
const MOST_AT_FIRST = 400;
/** How many are worth a transaction. */
function* worth(): Generator<number, number> {
  for (let fewest = 150; ; fewest = Math.min(2 * fewest, MOST_AT_FIRST)) yield fewest;
}

/** How many make a page now: all there are, but not too few or too many; none while more of them must come first. */
function ready(records: Records, fewest: number, expected: number): number {
  const count = Math.min(MOST_PER_PAGE, records.count);
  const left = expected - count;
  if (records.bytes > MOST_BYTES) return count;
  return count < fewest || (left > 0 && left < fewest) ? 0 : count;
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
      for (let some = ready(records, fewest, expected() - taken); some > 0; ) {
        taken += some;
        fewest = sizes.next().value;
        yield { ...records.take(some), isLast: false };
        some = ready(records, fewest, expected() - taken);
      }
    }
    await ended;
    records.close();
    while (records.count > 0) yield { ...records.take(MOST_PER_PAGE), isLast: records.count === 0 };
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
