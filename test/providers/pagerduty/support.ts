import { onTestFinished } from 'vitest';
import { pagerduty } from '../../../src/providers/pagerduty/index.js';
import type { PagerdutySettings } from '../../../src/providers/pagerduty/settings.js';
import type { IncidentsBody } from '../../../src/providers/pagerduty/wire.js';
import type { CollectContext, MappedFacts, Page } from '../../../src/providers/provider.js';
import { witnessed } from '../http/vendor-server.js';
import {
  type PagerdutyOptions,
  type PlayPagerduty,
  startPagerduty,
} from '../play/pagerduty/server.js';

/** A play server that ends with the test. */
export async function playing(options: PagerdutyOptions = {}): Promise<PlayPagerduty> {
  const server = await startPagerduty({ size: 24, ...options });
  onTestFinished(() => server.close());
  return server;
}

type Given = Readonly<Record<string, string>>;

export const settingsOf = (
  { settings }: Pick<PlayPagerduty, 'settings'>,
  more: Given = {},
): PagerdutySettings => pagerduty.settings.parse({ ...settings, ...more });

/** Collects to the end, at the instant that PagerDuty's clock shows. */
export async function gather(
  server: PlayPagerduty,
  more: Partial<CollectContext> = {},
  given: Given = {},
) {
  const { context, lines } = witnessed({ now: server.world.now, ...more });
  const pages: Page[] = [];
  const asked = server.requests.length;
  const collected = pagerduty.collect(settingsOf(server, given), {
    ...context,
    ...{ pass: 'INCREMENT', since: null, cursor: null },
    budget: { pages: Number.POSITIVE_INFINITY },
    ...more,
  });
  for await (const page of collected) pages.push(page);
  const cursor = pages.at(-1)?.cursor ?? more.cursor ?? null;
  return { pages, cursor, lines, asked: server.requests.slice(asked) };
}

export const incidentsIn = (pages: readonly Page[]) =>
  pages.flatMap((page) => pagerduty.toFacts(page).INCIDENT ?? []);
export const tombstonesIn = (pages: readonly Page[]) =>
  pages.flatMap((page) => pagerduty.toFacts(page).tombstones ?? []);
export const idsIn = (pages: readonly Page[]): readonly string[] =>
  incidentsIn(pages).map(({ id }) => id.slice(id.lastIndexOf(':') + 1));

/** Returns the facts of incidents as they were answered. */
export const mapped = (
  incidents: readonly unknown[],
  more: Partial<IncidentsBody> = {},
): MappedFacts => {
  const body: IncidentsBody = {
    ...{ host: 'api.pagerduty.com', incidents, logs: {}, alerts: {}, users: {}, ...more },
  };
  const page = { kind: 'incidents', body: JSON.stringify(body), cursor: null };
  return pagerduty.toFacts({ ...page, fetchedAt: Date.UTC(2026, 5, 1) });
};
