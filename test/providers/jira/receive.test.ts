import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../src/providers/delivery.js';
import { jira } from '../../../src/providers/jira/index.js';
import type { Page } from '../../../src/providers/provider.js';
import { witnessed } from '../http/vendor-server.js';
import { createIssue, deleteIssue, deleteVersion, transition } from '../play/jira/mutations.js';
import {
  gather,
  hasPayloads,
  itemOf,
  kept,
  playing,
  recorded,
  settingsOf,
  tombstonesIn,
} from './support.js';

const SECRET = 'a long random text';
const settings = jira.settings.parse({
  ...{ baseUrl: 'https://jira.example.com', token: 't', webhookSecret: SECRET },
});
const RECEIVED = Date.UTC(2026, 5, 1);

const delivered = (body: unknown, headers: Record<string, string> = {}): Delivery => ({
  ...{ headers, receivedAt: RECEIVED },
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});
const signed = (body: unknown, secret = SECRET, more: Record<string, string> = {}): Delivery => {
  const plain = delivered(body);
  const digest = createHmac('sha256', secret).update(plain.body).digest('hex');
  return { ...plain, headers: { 'x-hub-signature': `sha256=${digest}`, ...more } };
};
const updated = { webhookEvent: 'jira:issue_updated', timestamp: 7, issue: { id: '10040' } };

describe('webhooks of Jira', () => {
  it('takes what is signed with the secret, under the id that Jira gives it', () => {
    const delivery = signed(updated, SECRET, { 'x-atlassian-webhook-identifier': 'w-1' });
    expect(jira.receive!(settings, delivery)).toEqual({
      ...{ kind: 'ACCEPTED', id: 'w-1', event: 'jira:issue_updated' },
    });
  });

  it('knows a delivery without an id by its body', () => {
    const ids = [updated, updated, { ...updated, timestamp: 8 }].map((body) => {
      const received = jira.receive!(settings, signed(body));
      return received.kind === 'ACCEPTED' ? received.id : null;
    });
    expect(ids[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it('refuses wrong, missing and changed signatures, and all where there is no secret', () => {
    const reason = (delivery: Delivery, of = settings) => {
      const received = jira.receive!(of, delivery);
      return received.kind === 'REFUSED' ? received.reason : null;
    };
    expect(reason(signed(updated, 'another secret'))).toBe('WRONG_SIGNATURE');
    expect(reason({ ...signed(updated), body: Buffer.from('{}') })).toBe('WRONG_SIGNATURE');
    expect(reason(delivered(updated, { 'x-hub-signature': 'sha1=00' }))).toBe('WRONG_SIGNATURE');
    expect(reason(delivered(updated))).toBe('UNSIGNED');
    expect(reason(signed('no JSON'))).toBe('MALFORMED');
    expect(reason(signed([1]))).toBe('MALFORMED');
    expect(reason(signed({ timestamp: 7 }))).toBe('MALFORMED');
    const open = jira.settings.parse({ baseUrl: 'https://jira.example.com', token: 't' });
    expect(reason(signed(updated), open)).toBe('NO_SECRET');
  });

  it('takes the secret as a login where Data Center signs nothing', () => {
    const kindOf = (authorization: string) =>
      jira.receive!(settings, delivered(updated, { authorization })).kind;
    const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
    expect(kindOf(`Bearer ${SECRET.replaceAll(' ', '')}`)).toBe('REFUSED');
    expect(kindOf(basic(`jira:${SECRET}`))).toBe('ACCEPTED');
    expect(kindOf(basic('jira:wrong'))).toBe('REFUSED');
    const word = jira.settings.parse({ ...settings, webhookSecret: 'one-word' });
    const bearer = delivered(updated, { authorization: 'Bearer one-word' });
    expect(jira.receive!(word, bearer).kind).toBe('ACCEPTED');
  });

  it('makes a nudge of whatever changed or was deleted', () => {
    const opened = (body: unknown) => jira.open!(delivered(body));
    expect(opened(updated)).toEqual({ pages: [], nudges: ['issue/10040'], ignored: null });
    expect(opened({ webhookEvent: 'sprint_closed', sprint: { id: 15 } }).nudges).toEqual([
      'sprint/15',
    ]);
    const version = { id: '10001', projectId: 10_010 };
    expect(opened({ webhookEvent: 'jira:version_released', version }).nudges).toEqual([
      'versions/10010',
    ]);
    const deleted = [
      { ...updated, webhookEvent: 'jira:issue_deleted' },
      { webhookEvent: 'sprint_deleted', sprint: { id: 15 } },
      { webhookEvent: 'jira:version_deleted', version },
    ];
    expect(deleted.map((body) => opened(body).nudges[0])).toEqual([
      ...['deleted-issue/10040', 'deleted-sprint/15', 'deleted-version/10001/10010'],
    ]);
    for (const event of ['comment_created', 'board_updated', 'user_created', 'project_updated'])
      expect(opened({ webhookEvent: event })).toMatchObject({
        pages: [],
        nudges: [],
        ignored: expect.any(String),
      });
  });

  it('reads what deliveries point at, as a sync would, in the chosen projects alone', async () => {
    const server = await playing();
    const first = await gather(server);
    server.world.now += 60_000;
    const done = transition(server.world, 'SHOP-2', '10002');
    const made = createIssue(server.world, 'PAY-1');
    const other = transition(server.world, 'OPS-2', '10002');
    const nudges = [done, made, other, done].map(({ id }) => `issue/${id}`);
    const pages: Page[] = [];
    const given = settingsOf(server, { projects: 'SHOP, PAY' });
    const asked = server.requests.length;
    const { context } = witnessed({ now: server.world.now });
    const all = [...nudges, 'issue/999999', 'sprint/15', 'versions/10010', 'nonsense'];
    for await (const page of jira.fetchNudged!(given, all, context)) pages.push(page);
    expect(kept(pages).items.map(({ id }) => id)).toEqual([done.id, made.id]);
    expect(kept(pages).sprints.map(({ id }) => id)).toEqual(['15']);
    expect(kept(pages).versions).toHaveLength(3);
    const fetches = server.requests
      .slice(asked)
      .filter(({ path }) => path.endsWith('/issue/bulkfetch'));
    expect(fetches.map(({ body }) => (body as { fields: string[] }).fields.length > 1)).toEqual([
      ...[false, true],
    ]);
    // Only the boards of the affected projects are asked how they estimate.
    const estimates = server.requests
      .slice(asked)
      .filter(({ path }) => path.endsWith('/configuration'));
    expect(estimates.map(({ path }) => path.split('/')[5])).toEqual(['1', '2', '3']);
    const second = await gather(server, { cursor: first.cursor });
    expect(itemOf(second.pages, 'SHOP-2')).toEqual(itemOf(pages, 'SHOP-2'));
  });

  it('deletes what a delivery calls deleted only where the site does not find it either', async () => {
    const server = await playing();
    const { id } = deleteIssue(server.world, 'SHOP-2');
    server.world.sprints.delete(16);
    deleteVersion(server.world, '10001');
    const deleted = [`deleted-issue/${id}`, 'deleted-sprint/16', 'deleted-version/10001/10010'];
    const there = ['deleted-issue/10100', 'deleted-sprint/15', 'deleted-version/10002/10010'];
    const pages: Page[] = [];
    const { context } = witnessed({ now: server.world.now });
    const nudges = [...deleted, ...there, 'deleted-version/10003/7'];
    for await (const page of jira.fetchNudged!(settingsOf(server), nudges, context))
      pages.push(page);
    const updatedAt = server.world.now;
    expect(tombstonesIn(pages)).toEqual([
      { kind: 'WORK_ITEM', id, updatedAt },
      { kind: 'SPRINT', id: '16', updatedAt },
      { kind: 'VERSION', id: '10001', updatedAt },
    ]);
  });

  it.skipIf(!hasPayloads)('takes every recorded webhook, or says that it is not ours', () => {
    const kinds: Record<string, number> = {};
    for (const { data, input } of recorded('webhooks')) {
      const delivery = signed(data);
      expect(jira.receive!(settings, delivery)).toMatchObject({
        kind: 'ACCEPTED',
        event: input?.event,
      });
      const { nudges, ignored } = jira.open!(delivery);
      const kind = nudges[0]?.split('/')[0] ?? 'ignored';
      expect(kind === 'ignored').toBe(ignored !== null);
      kinds[kind] = (kinds[kind] ?? 0) + 1;
    }
    expect(kinds).toEqual({ issue: 29, 'deleted-issue': 1, ignored: 4 });
  });
});
