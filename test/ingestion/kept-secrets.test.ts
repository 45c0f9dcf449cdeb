import { beforeAll, expect, it } from 'vitest';
import { packed, unpacked } from '../../src/ingestion/import/packing.js';
import { plantedTexts, shownIn } from '../server/planted-secrets.js';
import { serveApp } from '../server/real-server.js';
import { openStory, type Story } from '../story/open-story.js';
import { deployment } from './inbox/open-inbox.js';
import { SECRET, sendWebhook } from './inbox/send-webhook.js';
import { webhookTool } from './inbox/webhook-tool.js';

const MINUTES = 120_000;
/** The bodies of the pages that were mapped. */
const mapped: string[] = [];
const tool: typeof webhookTool = {
  ...webhookTool,
  toFacts: (page) => {
    mapped.push(page.body);
    return webhookTool.toFacts(page);
  },
};
const planted = deployment('planted', { pipeline: plantedTexts.join(' ') });
let story: Story;
let number: number;

/** Stores a body as a version before this one kept it, past everything that removes secrets. */
async function keep(table: 'page' | 'inbox_delivery', body: string): Promise<void> {
  const bytes = await packed(body);
  await story.app.database.write(story.viewer.account, (session) =>
    session.query(`update ${table} set body = $1 where account_id = $2`, [
      bytes,
      story.viewer.account,
    ]),
  );
}

async function keptPages(): Promise<string[]> {
  const rows = await story.app.database.read(story.viewer.account, (session) =>
    session.query<{ body: Uint8Array }>('select body from page'),
  );
  return Promise.all(rows.map(async ({ body }) => String(await unpacked(body))));
}

beforeAll(async () => {
  story = await openStory('EMBEDDED', { providers: [tool] });
  const { ingestion } = story.app;
  const server = await serveApp(story.app);
  const settings = { place: 'here', vendor: 'https://x.example', secret: SECRET };
  ({ number } = await ingestion.connect(story.viewer, {
    ...{ provider: tool.id, name: null, settings },
  }));
  const [path] = await ingestion.webhookPaths(story.viewer, [number]);
  const lines = [deployment('planted')];
  const sent = await sendWebhook(`${server.url}${path}`, 'one', { lines });
  expect(sent).toMatchObject({ status: 202 });
}, MINUTES);

it(
  'a webhook that was kept before secrets were removed is mapped and kept without them',
  async () => {
    await keep('inbox_delivery', JSON.stringify({ lines: [planted] }));
    await story.app.ingestion.inbox.process(story.viewer.account, number);
    expect(mapped.join('\n')).toContain('git.example.com');
    const pages = await keptPages();
    expect(pages.join('\n')).toContain('git.example.com');
    expect([...mapped, ...pages].flatMap(shownIn)).toEqual([]);
  },
  MINUTES,
);

it(
  'a page that was kept before secrets were removed is replayed without them',
  async () => {
    await keep('page', planted);
    mapped.length = 0;
    const run = await story.app.ingestion.replay(story.viewer, number);
    expect(run).toMatchObject({ status: 'SUCCEEDED' });
    expect(mapped.join('\n')).toContain('git.example.com');
    expect(mapped.flatMap(shownIn)).toEqual([]);
  },
  MINUTES,
);
