import type { SourceContext } from '../provider.js';
import { type Answer, parseJson } from './answer.js';
import type { Asking, HttpClient } from './client.js';
import { WrongAnswer } from './failures.js';

type Log = SourceContext['log'];

/** Returns the address that a `Link` header names as the next page (RFC 8288); null if it names none. */
export function nextLinkOf(headers: Headers): string | null {
  const header = headers.get('link') ?? '';
  for (const [, address, parameters = ''] of header.matchAll(/<([^>]*)>([^<]*)/g))
    if (/;\s*rel="?[^";]*\bnext\b/i.test(parameters)) return address ?? null;
  return null;
}

/** Refuses to walk in a circle: a vendor that names the same next page again ends the walk. */
function createWalk(log: Log, what: string) {
  const seen = new Set<string>();
  return (next: string | null): string | null => {
    if (next === null) return null;
    if (!seen.has(next)) {
      seen.add(next);
      return next;
    }
    log('warn', `${what} names a page again that was read already: the walk ends here.`);
    return null;
  };
}

/**
 * Yields the pages of a list each of which names the address of the next one; `nextOf` returns null
 * at the end.
 */
export async function* followAddresses(
  client: HttpClient,
  first: string,
  asking: Asking,
  nextOf: (answer: Answer) => string | null,
  log: Log,
): AsyncGenerator<Answer> {
  const step = createWalk(log, first);
  let answer = await client.ask(first, asking);
  for (;;) {
    yield answer;
    const next = step(nextOf(answer));
    if (next === null) return;
    // The address of a next page holds the whole query already.
    const { query: _, ...rest } = asking;
    answer = await client.ask(next, rest);
  }
}

/** Yields the pages of a list that names its next page in the header `Link`. A page of 304 is the only one. */
export const followLinks = (
  client: HttpClient,
  first: string,
  asking: Asking,
  log: Log,
): AsyncGenerator<Answer> =>
  followAddresses(client, first, asking, ({ headers }) => nextLinkOf(headers), log);

/** A page of a list that names what to ask with next, and the text as it came. */
export interface WalkedPage<Value> {
  readonly answer: Answer;
  readonly value: Value;
}

/** Yields the pages of a list whose body says what the next one is asked with; `nextOf` returns null at the end. */
export async function* followTokens<Value>(
  client: HttpClient,
  path: string,
  askingFor: (token: string | null) => Asking,
  nextOf: (value: Value) => string | null,
  log: Log,
): AsyncGenerator<WalkedPage<Value>> {
  const step = createWalk(log, path);
  let token: string | null = null;
  for (;;) {
    const answer = await client.ask(path, askingFor(token));
    const value = parseJson<Value>(answer);
    yield { answer, value };
    token = step(nextOf(value));
    if (token === null) return;
  }
}

/**
 * Yields the pages of a list that is asked by offset; `countOf` returns how many a page holds and whether it is the last. Throws
 * WrongAnswer where a tool answers another offset with the same page, which would have no end.
 */
export async function* followOffsets<Value>(
  client: HttpClient,
  path: string,
  askingFrom: (offset: number) => Asking,
  countOf: (value: Value, offset: number) => { readonly items: number; readonly isLast: boolean },
  from = 0,
): AsyncGenerator<WalkedPage<Value>> {
  let offset = from;
  let before: string | null = null;
  for (;;) {
    const answer = await client.ask(path, askingFrom(offset));
    if (answer.body === before)
      throw new WrongAnswer(
        `${path} has the same page at ${offset} as before it: no end is known.`,
      );
    before = answer.body;
    const value = parseJson<Value>(answer);
    yield { answer, value };
    const { items, isLast } = countOf(value, offset);
    if (isLast || items === 0) return;
    offset += items;
  }
}
