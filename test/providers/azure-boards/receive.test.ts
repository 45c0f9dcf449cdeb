import { describe, expect, it } from 'vitest';
import { azureBoards } from '../../../src/providers/azure-boards/index.js';
import type { Delivery } from '../../../src/providers/delivery.js';
import type { Page } from '../../../src/providers/provider.js';
import { witnessed } from '../http/vendor-server.js';
import { createWorld } from '../play/azure-boards/generator.js';
import { bin, edit } from '../play/azure-boards/mutations.js';
import { projectOf } from '../play/azure-boards/world.js';
import { hasRecordings, recorded } from '../play/kit/recordings.js';
import { factsOf, gather, kept, playing, settingsOf } from './support.js';

const SECRET = 'a long random text';
const organization = 'https://dev.azure.com/fabrikam';
const settings = azureBoards.settings.parse({ organization, token: 't', webhookSecret: SECRET });

const delivered = (body: unknown, headers: Record<string, string> = {}): Delivery => ({
  ...{ headers, receivedAt: Date.UTC(2026, 5, 1) },
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});
const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
const trusted = (body: unknown) => delivered(body, { authorization: basic(`hook:${SECRET}`) });

/** In the shape of the vendor's documentation: there is no recording of these. */
const event = (what: string, resource: unknown, more: Record<string, unknown> = {}) => ({
  ...{ subscriptionId: 's-1', notificationId: 3, id: 'e-1', eventType: `workitem.${what}` },
  ...{ publisherId: 'tfs', resource, resourceVersion: '1.0' },
  resourceContainers: { collection: { id: 'c-1' }, project: { id: 'p-1' } },
  ...more,
});
const updated = event('updated', {
  id: 2,
  workItemId: 12,
  rev: 2,
  revision: { id: 12, fields: {} },
});

describe('service hooks of Azure Boards', () => {
  it('azure-boards 20: nobody signs them, so that they bring the secret in a header', () => {
    const reason = (delivery: Delivery, of = settings) => {
      const received = azureBoards.receive!(of, delivery);
      return received.kind === 'REFUSED' ? received.reason : received.kind;
    };
    expect(reason(trusted(updated))).toBe('ACCEPTED');
    expect(reason(delivered(updated, { 'x-webhook-secret': SECRET }))).toBe('ACCEPTED');
    expect(reason(delivered(updated, { 'x-webhook-secret': 'guessed' }))).toBe('WRONG_SIGNATURE');
    expect(reason(delivered(updated, { authorization: basic('hook:guessed') }))).toBe(
      'WRONG_SIGNATURE',
    );
    expect(reason(delivered(updated))).toBe('UNSIGNED');
    expect(reason(trusted('no JSON'))).toBe('MALFORMED');
    expect(reason(trusted([1]))).toBe('MALFORMED');
    const open = azureBoards.settings.parse({ organization, token: 't' });
    expect(reason(trusted(updated), open)).toBe('NO_SECRET');
  });

  it('are known by the number of their notification over all repetitions', () => {
    const idOf = (body: unknown) => {
      const received = azureBoards.receive!(settings, trusted(body));
      return received.kind === 'ACCEPTED' ? received.id : null;
    };
    expect(idOf(updated)).toBe('s-1:3');
    expect(idOf({ ...updated, notificationId: 4 })).toBe('s-1:4');
  });

  it('point at the item that changed, whose history the body lacks', () => {
    const opened = (body: unknown) => azureBoards.open!(delivered(body));
    const ofItem = { id: 12, rev: 1, fields: { 'System.TeamProject': 'Shop' } };
    expect(opened(updated)).toEqual({ pages: [], nudges: ['item/12/p-1'], ignored: null });
    expect(opened(event('created', ofItem)).nudges).toEqual(['item/12/p-1']);
    expect(opened(event('restored', ofItem)).nudges).toEqual(['item/12/p-1']);
    expect(opened(event('deleted', ofItem)).nudges).toEqual(['deleted/12/p-1']);
    const bare = { resourceContainers: null };
    expect(opened(event('created', ofItem, bare)).nudges).toEqual(['item/12/Shop']);
    const revision = { id: 12, fields: { 'System.TeamProject': 'Shop' } };
    const changed = { id: 2, workItemId: 12, revision };
    expect(opened(event('updated', changed, bare)).nudges).toEqual(['item/12/Shop']);
    for (const body of [
      event('commented', ofItem),
      event('updated', null),
      event('created', { id: 12 }, bare),
      { eventType: 'build.complete', resource: { id: 5 } },
      'no JSON',
    ])
      expect(opened(body)).toMatchObject({ pages: [], nudges: [], ignored: expect.any(String) });
  });

  it('have the items read as a sync would, in the chosen projects alone', async () => {
    const server = await playing({ world: createWorld({ size: 24 }) });
    const first = await gather(server);
    const { world } = server;
    world.now += 60_000;
    edit(world, 20, { 'System.State': 'Closed', 'System.Reason': 'Acceptance tests pass' });
    edit(world, 10, { 'System.Title': 'Of Payments' });
    bin(world, 12);
    const shop = projectOf(world, 'Shop')!;
    const payments = projectOf(world, 'Payments')!;
    const pages: Page[] = [];
    const { context } = witnessed({ now: world.now });
    const nudges = [
      ...[`item/20/${shop.id}`, 'item/20/Shop', `item/10/${payments.id}`, 'item/999/Shop'],
      ...['deleted/12/Shop', 'deleted/11/Shop', 'nonsense', 'item/x/Shop'],
    ];
    const given = settingsOf(server, { projects: 'Shop' });
    for await (const page of azureBoards.fetchNudged!(given, nudges, context)) pages.push(page);
    expect(kept(pages).items.map(({ id }) => id)).toEqual(['20']);
    const tombstones = pages.flatMap((page) => factsOf(page).tombstones ?? []);
    expect(tombstones.map(({ kind, id }) => [kind, id])).toEqual([['WORK_ITEM', '12']]);
    const second = await gather(server, { cursor: first.cursor });
    expect(second.item(20)).toEqual(kept(pages).item(20));
  });

  it.skipIf(!hasRecordings('azure-devops'))('of other areas are not ours', () => {
    for (const { data, input } of recorded('azure-devops', 'webhooks')) {
      expect(azureBoards.receive!(settings, trusted(data))).toMatchObject({
        ...{ kind: 'ACCEPTED', event: input?.event },
      });
      expect(azureBoards.open!(delivered(data)).ignored).toEqual(expect.any(String));
    }
  });
});
