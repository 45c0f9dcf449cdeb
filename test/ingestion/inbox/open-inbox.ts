import type { Instant } from '../../../src/model/time.js';
import { custom } from '../../../src/providers/custom/index.js';
import { type RealServer, serveApp } from '../../server/real-server.js';
import type { DatabaseKind } from '../../storage/databases.js';
import { openStory, type Story, type StoryOptions } from '../../story/open-story.js';
import { SECRET, type Sent, sendWebhook } from './send-webhook.js';
import { startVendor, type Vendor } from './tool-vendor.js';
import { type ToolBody, webhookTool } from './webhook-tool.js';

/** A story with one integration that takes webhooks, served over HTTP. Nothing is processed by itself. */
export interface OpenInbox {
  readonly story: Story;
  readonly server: RealServer;
  readonly vendor: Vendor;
  readonly number: number;
  /** Where its webhooks go. */
  readonly address: string;
  /** The instant of the program; absent: that of the machine. */
  now(instant: Instant | null): void;
  send(
    id: string,
    said: ToolBody | string,
    headers?: Readonly<Record<string, string | null>>,
  ): Promise<Sent>;
  /** Works on what is due. */
  process(): Promise<void>;
  /** Deliveries as the API shows them, the oldest first. */
  deliveries(): Promise<readonly { readonly delivery: string; readonly status: string }[]>;
  rows<Row>(sql: string): Promise<Row[]>;
  /** Connects another integration and returns its number. */
  connect(place: string, secret?: string): Promise<number>;
  addressOf(number: number): Promise<string>;
}

export async function openInbox(
  kind: DatabaseKind,
  more: Pick<StoryOptions, 'database'> = {},
): Promise<OpenInbox> {
  let instant: Instant | null = null;
  const vendor = await startVendor();
  const story = await openStory(kind, {
    providers: [webhookTool, custom],
    allowedPrivateHosts: ['127.0.0.1'],
    clock: () => instant ?? Date.now(),
    ...more,
  });
  const { app, viewer } = story;
  const { ingestion, database } = app;
  const server = await serveApp(app);
  const connect = async (place: string, secret: string = SECRET): Promise<number> => {
    const settings = { place, vendor: vendor.url, ...(secret === '' ? {} : { secret }) };
    const input = { provider: webhookTool.id, name: null, settings };
    return (await ingestion.connect(viewer, input)).number;
  };
  const addressOf = async (one: number): Promise<string> => {
    const [path] = await ingestion.webhookPaths(viewer, [one]);
    return `${server.url}${path}`;
  };
  const number = await connect('here');
  const address = await addressOf(number);
  return {
    ...{ story, server, vendor, number, address, connect, addressOf },
    now: (at) => {
      instant = at;
    },
    send: (id, said, headers) => sendWebhook(address, id, said, headers),
    process: () => ingestion.inbox.process(viewer.account, number),
    deliveries: async () => {
      const request = { integration: number, status: null, first: 100, after: null };
      const [page] = await ingestion.inboxes(viewer, [request]);
      return page!.items.map(({ item }) => item).reverse();
    },
    rows: (sql) => database.read(viewer.account, (session) => session.query(sql)),
  };
}

const HOUR = 3_600_000;

/** A deployment of the service checkout that ended an hour ago, as a line of the facts form. */
export const deployment = (id: string, fact: object = {}): string => {
  const at = (hoursAgo: number) => new Date(Date.now() - hoursAgo * HOUR).toISOString();
  return JSON.stringify({
    ...{ kind: 'PIPELINE_RUN', id, updatedAt: at(1), pipeline: 'deploy', kinds: ['CD'] },
    ...{ status: 'SUCCESS', startedAt: at(2), endedAt: at(1), services: ['checkout'] },
    ...{ environment: 'live', environmentType: 'PRODUCTION', ...fact },
  });
};
