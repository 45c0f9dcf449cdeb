import { setImmediate as nextTurn } from 'node:timers/promises';
import { askerSignal, givenUp } from '../../storage/sql/asker.js';

/** Waits for a turn of the event loop. Throws UNAVAILABLE once nobody waits for the answer. */
export type GiveWay = () => Promise<void>;

async function giveWayOnce(): Promise<void> {
  await nextTurn();
  if (askerSignal()?.aborted) throw givenUp();
}

/** Makes one piece after the other, and lets others have their turn between them. Throws UNAVAILABLE once nobody waits for them. */
export async function inPieces<Piece>(pieces: Iterable<Piece>): Promise<Piece[]> {
  const made: Piece[] = [];
  for (const piece of pieces) {
    made.push(piece);
    await giveWayOnce();
  }
  return made;
}

/** Creates a way to give way for pieces that are begun at once: each gets a turn of its own. */
export function createGiveWay(): GiveWay {
  let last: Promise<void> = Promise.resolve();
  return () => {
    last = last.then(giveWayOnce);
    return last;
  };
}
