import type { Query } from '../http/address.js';
import { type Answer, parseJson } from '../http/answer.js';
import type { HttpClient } from '../http/client.js';
import { WrongAnswer } from '../http/failures.js';
import { followOffsets } from '../http/paging.js';
import type { WireList } from './api.js';

/** A page of a list, and what the next one is asked with. */
export interface AzurePage<Value> {
  readonly values: readonly Value[];
  /** Null at the end. */
  readonly next: string | null;
}

const CONTINUATION = 'x-ms-continuationtoken';

/** Returns the token that an answer names for the next page, in its header or its body; null at the end. */
export function continuationOf(answer: Answer, body: unknown): string | null {
  const inBody = (body as { readonly continuationToken?: unknown } | null)?.continuationToken;
  const token = answer.headers.get(CONTINUATION) ?? inBody;
  return typeof token === 'string' || typeof token === 'number' ? String(token) || null : null;
}

const valuesOf = <Value>(body: WireList<Value> | readonly Value[]): readonly Value[] =>
  Array.isArray(body) ? (body as readonly Value[]) : ((body as WireList<Value>).value ?? []);

/**
 * Yields the pages of a list with continuation tokens, from a token on. Tokens are opaque and hold
 * for the same query alone. Throws WrongAnswer if one comes twice, which would have no end.
 */
export async function* followContinuations<Value>(
  client: HttpClient,
  path: string,
  query: Query = {},
  from: string | null = null,
): AsyncGenerator<AzurePage<Value>> {
  const seen = new Set<string>();
  let token = from;
  do {
    const answer = await client.ask(path, { query: { ...query, continuationToken: token } });
    const body = parseJson<WireList<Value>>(answer);
    const next = continuationOf(answer, body);
    yield { values: valuesOf(body), next };
    if (next !== null && seen.has(next))
      throw new WrongAnswer(`${path} names the same next page twice: no end is known.`);
    if (next !== null) seen.add(next);
    token = next;
  } while (token !== null);
}

/** Yields the pages of a list that is asked by `$skip`, so many at once; a shorter page is the last. */
export async function* followSkips<Value>(
  client: HttpClient,
  path: string,
  query: Query,
  size: number,
  from = 0,
): AsyncGenerator<readonly Value[]> {
  const pages = followOffsets<WireList<Value>>(
    client,
    path,
    (skip) => ({ query: { ...query, $top: size, $skip: skip } }),
    (body) => ({ items: valuesOf(body).length, isLast: valuesOf(body).length < size }),
    from,
  );
  for await (const { value } of pages) yield valuesOf(value);
}
