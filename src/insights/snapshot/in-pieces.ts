import { setImmediate as turn } from 'node:timers/promises';
import { askerSignal, givenUp } from '../../storage/sql/asker.js';

/** Makes one piece after the other, and lets others have their turn between them. Throws UNAVAILABLE once nobody waits for them. */
export async function inPieces<Piece>(pieces: Iterable<Piece>): Promise<Piece[]> {
  const made: Piece[] = [];
  for (const piece of pieces) {
    made.push(piece);
    await turn();
    if (askerSignal()?.aborted) throw givenUp();
  }
  return made;
}
