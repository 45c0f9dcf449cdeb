/**
 * Characters that no valid line reaches. A longer line is cut here, which still shows that it is
 * too long.
 */
const LONGEST_KEPT = 1_100_000;

/** The lines of a text that comes in pieces, without ever holding more than one of them. */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of pieces) {
    const parts = piece.split('\n');
    const last = parts.pop()!;
    for (const part of parts) {
      yield (rest + part).slice(0, LONGEST_KEPT);
      rest = '';
    }
    rest = (rest + last).slice(0, LONGEST_KEPT);
  }
  if (rest !== '') yield rest;
}
