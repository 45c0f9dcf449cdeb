import { onTestFinished } from 'vitest';
import type { CollectContext, MappedFacts, Page } from '../../../src/providers/provider.js';
import { servicenow } from '../../../src/providers/servicenow/index.js';
import type { ServicenowSettings } from '../../../src/providers/servicenow/settings.js';
import type { RowsBody } from '../../../src/providers/servicenow/wire.js';
import { witnessed } from '../http/vendor-server.js';
import {
  type PlayServicenow,
  type ServicenowOptions,
  startServicenow,
} from '../play/servicenow/server.js';

/** A play server that ends with the test. */
export async function playing(options: ServicenowOptions = {}): Promise<PlayServicenow> {
  const server = await startServicenow({ size: 40, ...options });
  onTestFinished(() => server.close());
  return server;
}

type Given = Readonly<Record<string, string>>;

export const settingsOf = (
  { settings }: Pick<PlayServicenow, 'settings'>,
  more: Given = {},
): ServicenowSettings => servicenow.settings.parse({ ...settings, ...more });

/** Collects to the end, at the instant that the instance's clock shows. */
export async function gather(
  server: PlayServicenow,
  more: Partial<CollectContext> = {},
  given: Given = {},
) {
  const { context, lines } = witnessed({ now: server.world.now, ...more });
  const pages: Page[] = [];
  const asked = server.requests.length;
  const collected = servicenow.collect(settingsOf(server, given), {
    ...context,
    ...{ pass: 'INCREMENT', since: null, cursor: null },
    budget: { pages: Number.POSITIVE_INFINITY },
    ...more,
  });
  for await (const page of collected) pages.push(page);
  const cursor = pages.at(-1)?.cursor ?? more.cursor ?? null;
  return { pages, cursor, lines, asked: server.requests.slice(asked) };
}

const factsIn = (pages: readonly Page[]): readonly MappedFacts[] =>
  pages.map((page) => servicenow.toFacts(page));
export const incidentsIn = (pages: readonly Page[]) =>
  factsIn(pages).flatMap(({ INCIDENT = [] }) => INCIDENT);
export const tombstonesIn = (pages: readonly Page[]) =>
  factsIn(pages).flatMap(({ tombstones = [] }) => tombstones);

/** Returns the facts of rows as they were answered. */
export const mapped = (
  rows: readonly unknown[],
  more: Partial<RowsBody> = {},
  fetchedAt = Date.UTC(2026, 5, 1),
): MappedFacts => {
  const body: RowsBody = {
    ...{ table: 'incident', place: 'instance.example.com', custom: [], users: {}, states: {} },
    ...{ address: 'https://instance.example.com', rows, ...more },
  };
  return servicenow.toFacts({ kind: 'rows', body: JSON.stringify(body), fetchedAt, cursor: null });
};
