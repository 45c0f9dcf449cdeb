import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../src/providers/delivery.js';
import { pagerduty } from '../../../src/providers/pagerduty/index.js';
import type { Page } from '../../../src/providers/provider.js';
import { witnessed } from '../http/vendor-server.js';
import { hasRecordings, recorded } from '../play/kit/recordings.js';
import { resolve, trigger } from '../play/pagerduty/mutations.js';
import { signatureOf } from '../play/pagerduty/server.js';
import { gather, incidentsIn, playing, settingsOf } from './support.js';

const SECRET = 'the secret that PagerDuty showed once';
const settings = pagerduty.settings.parse({ token: 'key', webhookSecret: SECRET });

const delivered = (body: unknown, headers: Record<string, string> = {}): Delivery => ({
  ...{ headers, receivedAt: Date.UTC(2026, 5, 1) },
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});
const signed = (body: unknown, secrets = [SECRET], more: Record<string, string> = {}): Delivery => {
  const plain = delivered(body);
  const signature = signatureOf(Buffer.from(plain.body).toString(), ...secrets);
  return { ...plain, headers: { 'x-pagerduty-signature': signature, ...more } };
};
const resolved = {
  event: { event_type: 'incident.resolved', data: { id: 'Q1', type: 'incident' } },
};
const reasonOf = (delivery: Delivery, of = settings): string | null => {
  const received = pagerduty.receive!(of, delivery);
  return received.kind === 'REFUSED' ? received.reason : null;
};

describe('webhooks of PagerDuty', () => {
  it('takes what is signed with the secret, under the id that stays over repetitions', () => {
    const delivery = signed(resolved, [SECRET], { 'x-webhook-id': 'w-1' });
    expect(pagerduty.receive!(settings, delivery)).toEqual({
      ...{ kind: 'ACCEPTED', id: 'w-1', event: 'incident.resolved' },
    });
    const { kind, id } = pagerduty.receive!(settings, signed(resolved)) as {
      kind: string;
      id: string;
    };
    expect([kind, id]).toEqual(['ACCEPTED', expect.stringMatching(/^[0-9a-f]{64}$/)]);
  });

  it('pagerduty 15: while a secret is rotated any one of several signatures suffices', () => {
    for (const secrets of [
      ['old', SECRET],
      [SECRET, 'new'],
      ['old', SECRET, 'new'],
    ])
      expect(reasonOf(signed(resolved, secrets))).toBeNull();
    expect(reasonOf(signed(resolved, ['old', 'new']))).toBe('WRONG_SIGNATURE');
    const [only] = signatureOf(JSON.stringify(resolved), SECRET).split(',');
    const spaced = delivered(resolved, {
      'x-pagerduty-signature': `v2=00, ${only!.toUpperCase().replace('V1', 'v1')}`,
    });
    expect(reasonOf(spaced)).toBeNull();
  });

  it('refuses wrong, missing and changed signatures, and all where there is no secret', () => {
    expect(reasonOf({ ...signed(resolved), body: Buffer.from('{}') })).toBe('WRONG_SIGNATURE');
    expect(reasonOf(delivered(resolved, { 'x-pagerduty-signature': '' }))).toBe('WRONG_SIGNATURE');
    expect(reasonOf(delivered(resolved))).toBe('UNSIGNED');
    expect(reasonOf(signed('no JSON'))).toBe('MALFORMED');
    expect(reasonOf(signed(resolved), pagerduty.settings.parse({ token: 'key' }))).toBe(
      'NO_SECRET',
    );
  });

  it('pagerduty 14: bodies of versions 1 and 2 are no deliveries any more', () => {
    const second = { messages: [{ event: 'incident.trigger', incident: { id: 'Q1' } }] };
    expect(reasonOf(signed(second))).toBe('MALFORMED');
  });

  it('makes a nudge of whatever changed an incident', () => {
    const opened = (event: unknown) => pagerduty.open!(delivered({ event }));
    expect(pagerduty.open!(delivered(resolved)).nudges).toEqual(['incident/Q1']);
    const note = {
      id: 'N1',
      type: 'incident_note',
      incident: { id: 'Q2', type: 'incident_reference' },
    };
    expect(opened({ event_type: 'incident.annotated', data: note }).nudges).toEqual([
      'incident/Q2',
    ]);
    for (const event of [
      { event_type: 'pagey.ping', data: { message: 'Hello', type: 'ping' } },
      { event_type: 'service.updated', data: { id: 'S1', type: 'service' } },
      { event_type: 'incident.resolved', data: null },
    ])
      expect(opened(event)).toMatchObject({ nudges: [], ignored: expect.any(String) });
  });

  it('reads what deliveries point at, as a sync would, of the chosen services alone', async () => {
    const server = await playing();
    const first = await gather(server);
    server.world.now += 60_000;
    const [ours, other] = ['PSERV00', 'PSERV03'].map(
      (service) => trigger(server.world, service).id,
    );
    server.world.now += 60_000;
    resolve(server.world, ours!);
    const given = { services: 'PSERV00,PSERV01,PSERV02' };
    const { context } = witnessed({ now: server.world.now });
    const nudges = [ours, other, ours, 'Q999', '../users'].map((id) => `incident/${id}`);
    const pages: Page[] = [];
    for await (const page of pagerduty.fetchNudged!(settingsOf(server, given), nudges, context))
      pages.push(page);
    const second = await gather(server, { cursor: first.cursor }, given);
    expect(incidentsIn(pages)).toMatchObject([{ status: 'resolved' }]);
    expect(incidentsIn(pages)).toEqual(incidentsIn(second.pages));
  });

  it.skipIf(!hasRecordings('pagerduty'))('takes every recorded webhook', () => {
    const found = recorded('pagerduty', 'webhooks').map(({ data, input }) => {
      const delivery = signed(data, [SECRET], { 'x-webhook-id': 'w' });
      const event = input?.event;
      expect(pagerduty.receive!(settings, delivery)).toMatchObject({ kind: 'ACCEPTED', event });
      const { nudges, ignored } = pagerduty.open!(delivery);
      return ignored === null ? nudges[0] : 'ignored';
    });
    expect(found).toEqual([
      ...['incident/PFQZPSY', 'incident/PCPZE64', 'incident/Q3B15VLMF3ASBD', 'ignored'],
    ]);
  });
});
