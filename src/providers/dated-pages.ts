import type { CollectContext, Page } from './provider.js';

/** A page before it is dated and gets its cursor. Bodies that are no texts are written as JSON. */
export type Draft = Omit<Page, 'body' | 'fetchedAt' | 'cursor'> & { readonly body: unknown };

const textOf = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

/**
 * Yields drafts as pages, each with the cursor of the moment, until the budget is used up. Where it
 * is not, `endOf` may return a last draft, given how many pages there were and the newest cursor.
 */
export async function* datedPages(
  drafts: AsyncIterable<Draft>,
  { signal, now, budget, cursor: begun }: CollectContext,
  cursorOf: () => string,
  endOf: (pages: number, cursor: string | null) => Draft | null = () => null,
): AsyncGenerator<Page> {
  let pages = 0;
  let cursor = begun;
  const pageOf = ({ body, ...draft }: Draft): Page => {
    cursor = cursorOf();
    return { ...draft, body: textOf(body), fetchedAt: now, cursor };
  };
  for await (const draft of drafts) {
    signal.throwIfAborted();
    yield pageOf(draft);
    pages += 1;
    if (pages >= budget.pages) return;
  }
  const end = endOf(pages, cursor);
  if (end) yield pageOf(end);
}
