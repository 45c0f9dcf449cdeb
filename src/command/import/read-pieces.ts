import { createReadStream } from 'node:fs';
import { fileFault } from '../../model/file-fault.js';

/** Returns the text of a file in pieces, until `signal` is aborted. Throws UNAVAILABLE, with the path, where it cannot be read. */
export async function* readPieces(path: string, signal: AbortSignal): AsyncGenerator<string> {
  try {
    yield* createReadStream(path, { encoding: 'utf8', signal });
  } catch (error) {
    if (!signal.aborted) throw fileFault(error, path) ?? error;
  }
}
