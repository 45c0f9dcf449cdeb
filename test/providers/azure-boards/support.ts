import { onTestFinished } from 'vitest';
import { type FactKind, type FactOf, factKinds } from '../../../src/model/facts/facts.js';
import { azureBoards } from '../../../src/providers/azure-boards/index.js';
import type { BoardsSettings } from '../../../src/providers/azure-boards/settings.js';
import type { CollectContext, MappedFacts, Page } from '../../../src/providers/provider.js';
import { witnessed } from '../http/vendor-server.js';
import { type BoardsOptions, type PlayBoards, startBoards } from '../play/azure-boards/server.js';

/** A play server that ends with the test. */
export async function playing(options: BoardsOptions = {}): Promise<PlayBoards> {
  const server = await startBoards(options);
  onTestFinished(() => server.close());
  return server;
}

type Given = Readonly<Record<string, string>>;

export const settingsOf = (
  { settings }: Pick<PlayBoards, 'settings'>,
  more: Given = {},
): BoardsSettings => azureBoards.settings.parse({ ...settings, ...more });

/** Collects to the end, at the instant that the organisation's clock shows. */
export async function gather(
  server: PlayBoards,
  more: Partial<CollectContext> = {},
  given: Given = {},
) {
  const { context, lines } = witnessed({ now: server.world.now, ...more });
  const pages: Page[] = [];
  const collected = azureBoards.collect(settingsOf(server, given), {
    ...context,
    ...{ pass: 'INCREMENT', since: null, cursor: null },
    budget: { pages: Number.POSITIVE_INFINITY },
    ...more,
  });
  for await (const page of collected) pages.push(page);
  const cursor = pages.at(-1)?.cursor ?? more.cursor ?? null;
  return { pages, cursor, lines, ...kept(pages) };
}

/** Returns the facts of a page, with ids as the vendor writes them; that they carry the organisation is a law of its own. */
export const factsOf = (page: Pick<Page, 'kind' | 'body' | 'fetchedAt'>): MappedFacts =>
  JSON.parse(
    JSON.stringify(azureBoards.toFacts({ ...page, cursor: null })).replaceAll(
      /"azure:[\w.-]+(?::\d+)?\/\w+:([^"]+)"/g,
      '"$1"',
    ),
  );

type Any = FactOf[FactKind];
/** Returns the facts kept of pages: the later of two versions of a fact, unless it was deleted since. */
export function kept(pages: readonly Pick<Page, 'kind' | 'body' | 'fetchedAt'>[]) {
  const rows = new Map<string, { at: number; fact: Any | null }>();
  const put = (kind: FactKind, id: string, at: number, fact: Any | null) => {
    const key = `${kind} ${id}`;
    if ((rows.get(key)?.at ?? 0) <= at) rows.set(key, { at, fact });
  };
  for (const page of pages) {
    const facts = factsOf(page);
    for (const kind of factKinds)
      for (const fact of facts[kind] ?? []) put(kind, fact.id, fact.updatedAt, fact);
    for (const { kind, id, updatedAt } of facts.tombstones ?? []) put(kind, id, updatedAt, null);
  }
  const all = [...rows].flatMap(([key, { fact }]) => (fact ? [[key, fact] as const] : []));
  const ofKind = <Kind extends FactKind>(kind: Kind): FactOf[Kind][] =>
    all.flatMap(([key, fact]) => (key.startsWith(`${kind} `) ? [fact as FactOf[Kind]] : []));
  const items = ofKind('WORK_ITEM').sort((left, right) => Number(left.id) - Number(right.id));
  return {
    items,
    item: (number: number) => items.find(({ id }) => id === String(number))!,
    sprints: ofKind('SPRINT'),
  };
}
