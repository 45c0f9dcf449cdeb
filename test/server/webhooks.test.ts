import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { createKeyRing } from '../../src/ingestion/credentials/key-ring.js';
import { deployment, type OpenInbox, openInbox } from '../ingestion/inbox/open-inbox.js';
import { sendWebhook, signed } from '../ingestion/inbox/send-webhook.js';
import { databaseKinds, newPlace } from '../storage/databases.js';
import { type HangingProxy, startHangingProxy } from './hanging-proxy.js';

describe.each(databaseKinds)('a webhook over HTTP, in the %s database,', (kind) => {
  let inbox: OpenInbox;
  const kept = async () => (await inbox.deliveries()).map(({ delivery }) => delivery);
  let proxy: HangingProxy | null = null;
  beforeAll(async () => {
    if (kind === 'POSTGRESQL') proxy = await startHangingProxy((await newPlace(kind)).url!);
    inbox = await openInbox(kind, proxy ? { database: { url: proxy.url } } : {});
  });

  test('is kept once it is verified over its raw body', async () => {
    const body = '{ "ignored" :  "odd spaces and ü" }';
    expect(await inbox.send('right', body)).toMatchObject({ status: 202 });
    expect(await kept()).toEqual(['right']);
  });

  test('is refused without a signature, with a wrong one, and with that of another body', async () => {
    const body = JSON.stringify({ ignored: 'x' });
    const wrong = {
      missing: null,
      empty: '',
      short: 'sha256=00',
      'of another secret': signed(body, 'guessed'),
      'of another body': signed(`${body} `),
      'of another kind': `sha1=${createHmac('sha1', 'x').update(body).digest('hex')}`,
    };
    for (const [id, signature] of Object.entries(wrong)) {
      const { status, text } = await inbox.send(id, body, { 'x-tool-signature': signature });
      expect({ id, status }).toEqual({ id, status: 401 });
      expect(text).toContain('UNAUTHENTICATED');
    }
    expect(await kept()).toEqual(['right']);
  });

  test('that is replayed counts once, under its own id and under another', async () => {
    const body = '{ "ignored" :  "odd spaces and ü" }';
    expect(await inbox.send('right', body)).toMatchObject({ status: 200 });
    expect(await inbox.send('forged', body)).toMatchObject({ status: 200 });
    expect(await kept()).toEqual(['right']);
  });

  test('is refused as malformed where it does not say what it is', async () => {
    expect(await inbox.send('', '{}')).toMatchObject({ status: 400 });
    expect(await inbox.send('nameless', '{}', { 'x-tool-event': null })).toMatchObject({
      status: 400,
    });
  });

  test('finds nobody at an address that no integration has', async () => {
    const base = `${inbox.server.url}/webhooks`;
    const unknown = `${base}/00000000-0000-4000-8000-000000000000`;
    const number = await inbox.connect('a source of facts');
    const { story } = inbox;
    for (const address of [unknown, `${base}/${number}`, `${base}/%00`, `${base}/x'--`])
      expect(await sendWebhook(address, 'lost', {})).toMatchObject({ status: 404 });
    await story.app.ingestion.ingest(story.viewer, { source: 'Facts', lines: [deployment('r')] });
    const [facts = { number: 0, address: '' }] = await inbox.rows<{
      number: number;
      address: string;
    }>(
      "select number::float8 as number, address::text as address from integration where provider = 'CUSTOM'",
    );
    expect(await story.app.ingestion.webhookPaths(story.viewer, [facts.number])).toEqual([null]);
    expect(await sendWebhook(`${base}/${facts.address}`, 'lost', {})).toMatchObject({
      status: 404,
    });
  });

  test('is refused above 25 MB, and taken below', async () => {
    const padded = (bytes: number) => JSON.stringify({ ignored: 'x'.repeat(bytes) });
    expect(await inbox.send('large', padded(24_900_000))).toMatchObject({ status: 202 });
    expect(await inbox.send('too large', padded(25_000_001))).toMatchObject({ status: 413 });
    await inbox.process();
    const [{ length } = { length: 0 }] = await inbox.rows<{ length: number }>(
      'select max(length(reason))::int as length from inbox_delivery',
    );
    expect(length).toBe(1000);
  });

  test('needs a secret to be verified with', async () => {
    const address = await inbox.addressOf(await inbox.connect('without a secret', ''));
    const answer = await sendWebhook(address, 'any', {});
    expect(answer).toMatchObject({ status: 401 });
    expect(answer.text).toContain('rotateCredential');
  });

  test('is to be sent again where the secret cannot be opened', async () => {
    const { story } = inbox;
    const lost = createKeyRing([{ id: 'lost', bytes: new Uint8Array(32) }]);
    const number = await inbox.connect('sealed with a lost key');
    const place = { account: story.viewer.account, integration: number, field: 'secret' };
    const envelope = lost.seal('x', place);
    await story.app.database.write(story.viewer.account, (session) =>
      session.query(
        'update integration_credential set envelope = $3 where account_id = $1 and integration = $2',
        [story.viewer.account, number, envelope],
      ),
    );
    const answer = await sendWebhook(await inbox.addressOf(number), 'any', {});
    expect(answer).toMatchObject({ status: 503, retryAfter: '2' });
  });

  test.runIf(kind === 'POSTGRESQL')(
    'is to be sent again while the database is away, and its body is not read',
    async () => {
      await proxy!.stop();
      const answer = await inbox.send('lost', { ignored: 'x' });
      expect(answer).toMatchObject({ status: 503, retryAfter: '2' });
      expect(answer.text).toContain('UNAVAILABLE');
    },
  );
});
