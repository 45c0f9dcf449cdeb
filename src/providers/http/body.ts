import { WrongAnswer } from './failures.js';

/** Returns the body as text. Throws WrongAnswer as soon as it is longer than `mostBytes`, unpacked. */
export async function readCapped(
  response: Response,
  mostBytes: number,
  { origin, pathname }: URL,
): Promise<string> {
  if (!response.body) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += piece.byteLength;
    // Leaving the loop cancels the rest of the body.
    if (bytes > mostBytes)
      throw new WrongAnswer(
        `${origin}${pathname} answers more than ${mostBytes} bytes, which is more than any page of an API.`,
      );
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}
