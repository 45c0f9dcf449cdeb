import { onTestFinished } from 'vitest';
import {
  type FactKind,
  type FactOf,
  factKinds,
  type Tombstone,
} from '../../../src/model/facts/facts.js';
import { jira } from '../../../src/providers/jira/index.js';
import type { JiraSettings } from '../../../src/providers/jira/settings.js';
import type { CollectContext, MappedFacts, Page } from '../../../src/providers/provider.js';
import { witnessed } from '../http/vendor-server.js';
import { type JiraOptions, type PlayJira, startJira } from '../play/jira/server.js';
import { hasRecordings, type Recorded, recorded as recordedOf } from '../play/kit/recordings.js';

/** A play server that ends with the test. */
export async function playing(options: JiraOptions = {}): Promise<PlayJira> {
  const server = await startJira(options);
  onTestFinished(() => server.close());
  return server;
}

export const settingsOf = (
  { settings }: Pick<PlayJira, 'settings'>,
  more: Readonly<Record<string, string>> = {},
): JiraSettings => jira.settings.parse({ ...settings, ...more });

export interface Gathered {
  readonly pages: readonly Page[];
  readonly cursor: string | null;
  readonly lines: readonly string[];
}

/** Collects to the end, at the instant that the site's clock shows. */
export async function gather(
  server: PlayJira,
  more: Partial<CollectContext> = {},
  given: Readonly<Record<string, string>> = {},
): Promise<Gathered> {
  const { context, lines } = witnessed({ now: server.world.now, ...more });
  const pages: Page[] = [];
  const collected = jira.collect(settingsOf(server, given), {
    ...context,
    ...{ pass: 'INCREMENT', since: null, cursor: null },
    budget: { pages: Number.POSITIVE_INFINITY },
    ...more,
  });
  for await (const page of collected) pages.push(page);
  return { pages, cursor: pages.at(-1)?.cursor ?? more.cursor ?? null, lines };
}

/** Returns the facts of a page, with ids as the site writes them; that they carry the site is a law of its own. */
export const factsOf = (page: Pick<Page, 'kind' | 'body' | 'fetchedAt'>): MappedFacts =>
  JSON.parse(
    JSON.stringify(jira.toFacts({ ...page, cursor: null })).replaceAll(
      /"(?:jira:[\w.-]+(?::\d+)?:(\d+)|[\w.-]+(?::\d+)?:(JIRAUSER\w+))"/g,
      '"$1$2"',
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
  return {
    items: ofKind('WORK_ITEM').sort((left, right) => Number(left.id) - Number(right.id)),
    sprints: ofKind('SPRINT'),
    versions: ofKind('VERSION'),
    facts: new Map(all),
  };
}

export const itemOf = (pages: readonly Page[], key: string) =>
  kept(pages).items.find((item) => item.key === key)!;

export const droppedIn = (pages: readonly Page[]): Record<string, number> => {
  const dropped: Record<string, number> = {};
  for (const page of pages)
    for (const [reason, count] of Object.entries(factsOf(page).dropped ?? {}))
      dropped[reason] = (dropped[reason] ?? 0) + count;
  return dropped;
};
export const tombstonesIn = (pages: readonly Page[]): readonly Tombstone[] =>
  pages.flatMap((page) => factsOf(page).tombstones ?? []);

export const hasPayloads = hasRecordings('jira');
/** The lines of a recording. */
export const recorded = <Data = Record<string, unknown>>(name: string): Recorded<Data>[] =>
  recordedOf<Data>('jira', name);
