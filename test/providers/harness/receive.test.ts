import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../src/providers/delivery.js';
import { harness } from '../../../src/providers/harness/index.js';
import { witnessed } from '../http/vendor-server.js';
import { NOW, playing, settingsOf } from './support.js';

const SECRET = 'a-long-random-text';
const settings = harness.settings.parse({
  ...{ accountId: 'ACCOUNT', token: 'sat.ACCOUNT.key.planted', webhookSecret: SECRET },
});
const eventData = {
  ...{ accountIdentifier: 'ACCOUNT', orgIdentifier: 'default', projectIdentifier: 'Shop' },
  ...{ planExecutionId: 'Shop-2', eventType: 'StageFailed', stageIdentifier: 'live' },
  ...{ nodeStatus: 'failed', startTs: 1_724_142_493, endTs: 1_724_142_503 },
};
const delivered = (body: unknown, headers: Record<string, string> = {}): Delivery => ({
  ...{ headers, receivedAt: NOW, body: Buffer.from(JSON.stringify(body)) },
});

describe('webhooks of Harness', () => {
  it.each([
    ['a bearer token', { authorization: `Bearer ${SECRET}` }],
    [
      'a password',
      { authorization: `Basic ${Buffer.from(`harness:${SECRET}`).toString('base64')}` },
    ],
    ['a header of its own', { 'x-webhook-secret': SECRET }],
  ])('take the secret as %s', (_, headers) => {
    expect(harness.receive!(settings, delivered({ eventData }, headers))).toEqual({
      ...{ kind: 'ACCEPTED', id: 'Shop-2 StageFailed live  failed', event: 'StageFailed' },
    });
  });

  it('refuse what has another secret, none, no event, and all where there is no secret', () => {
    const reason = (body: unknown, headers: Record<string, string>, of = settings) => {
      const received = harness.receive!(of, delivered(body, headers));
      return received.kind === 'REFUSED' ? received.reason : null;
    };
    const right = { 'x-webhook-secret': SECRET };
    expect(reason({ eventData }, { 'x-webhook-secret': 'guessed' })).toBe('WRONG_SIGNATURE');
    expect(reason({ eventData }, { authorization: 'Bearer guessed' })).toBe('WRONG_SIGNATURE');
    expect(reason({ eventData }, {})).toBe('UNSIGNED');
    expect(reason([], right)).toBe('MALFORMED');
    expect(reason({ eventData: {} }, right)).toBe('MALFORMED');
    expect(reason({ eventData }, right, { ...settings, webhookSecret: '' })).toBe('NO_SECRET');
  });

  it('may lack the wrapper, where a template of one’s own drops it', () => {
    expect(harness.open!(delivered(eventData)).nudges).toEqual(['ACCOUNT/default/Shop/Shop-2']);
  });

  it('that name no execution are known by their body, and nothing is made of them', () => {
    const { planExecutionId: _, ...failed } = { ...eventData, eventType: 'TriggerFailed' };
    const delivery = delivered({ eventData: failed }, { 'x-webhook-secret': SECRET });
    expect(harness.receive!(settings, delivery)).toMatchObject({
      ...{ kind: 'ACCEPTED', id: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(harness.open!(delivery)).toMatchObject({
      nudges: [],
      ignored: expect.stringContaining('no execution'),
    });
  });

  it('of other accounts, of projects that nobody chose, and of what is gone lead to nothing', async () => {
    const server = await playing();
    const { context } = witnessed({ now: NOW });
    const given = settingsOf(server, { projects: 'default/Shop' });
    const nudges = [
      ...['OTHER/default/Shop/Shop-2', 'ACCOUNT/default/Search/Search-2'],
      ...['ACCOUNT/default/Shop/none', 'nonsense', 'ACCOUNT/default/Shop/Shop-2'],
    ];
    const pages = [];
    for await (const page of harness.fetchNudged!(given, nudges, context)) pages.push(page);
    expect(pages.map(({ body }) => JSON.parse(body).nodes.length)).toEqual([1]);
    expect(server.requests).toHaveLength(2);
  });
});
