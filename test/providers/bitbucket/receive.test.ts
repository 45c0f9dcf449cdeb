import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bitbucket } from '../../../src/providers/bitbucket/index.js';
import type { Page } from '../../../src/providers/provider.js';
import { witnessed } from '../http/vendor-server.js';
import { deleteRepository, deleteTag, repositoryNamed } from '../play/bitbucket/mutations.js';
import { hasRecordings, recorded } from '../play/kit/recordings.js';
import { factsOf, playing, pullsIn, settingsOf } from './support.js';

const SECRET = 'the secret of the webhook';
const settings = bitbucket.settings.parse({
  ...{ email: 'reader@example.com', token: 'token', workspaces: 'acme', webhookSecret: SECRET },
});

const delivery = (event: string, value: unknown, headers: Record<string, string> = {}) => {
  const body = Buffer.from(JSON.stringify(value));
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  return {
    headers: {
      ...{
        'x-event-key': event,
        'x-request-uuid': '5e2a-1',
        'x-hub-signature': `sha256=${signature}`,
      },
      ...headers,
    },
    ...{ body, receivedAt: 0 },
  };
};
const repository = { full_name: 'acme/shop', uuid: '{e762bff4}' };
const opened = (event: string, value: object) =>
  bitbucket.open!(delivery(event, { repository, ...value }));

describe('a delivery of Bitbucket Cloud', () => {
  it('is accepted with the signature that its secret gives, under its own id', () => {
    expect(bitbucket.receive!(settings, delivery('pullrequest:approved', {}))).toEqual({
      ...{ kind: 'ACCEPTED', id: '5e2a-1', event: 'pullrequest:approved' },
    });
  });

  it('bitbucket 14: is refused unsigned, signed otherwise, or where no secret is set', () => {
    const one = delivery('pullrequest:approved', {});
    const { 'x-hub-signature': signature, ...unsigned } = one.headers;
    const reason = (headers: Record<string, string>, of = settings) =>
      bitbucket.receive!(of, { ...one, headers });
    expect(reason(unsigned)).toEqual({ kind: 'REFUSED', reason: 'UNSIGNED' });
    const sha1 = { ...unsigned, 'x-hub-signature': 'sha1=0123' };
    expect(reason(sha1)).toEqual({ kind: 'REFUSED', reason: 'WRONG_SIGNATURE' });
    const wrong = { ...unsigned, 'x-hub-signature': signature!.replace(/.$/, 'x') };
    expect(reason(wrong)).toEqual({ kind: 'REFUSED', reason: 'WRONG_SIGNATURE' });
    const without = { ...settings, webhookSecret: '' };
    expect(reason(one.headers, without)).toEqual({ kind: 'REFUSED', reason: 'NO_SECRET' });
    const { 'x-event-key': _, ...nameless } = one.headers;
    expect(reason(nameless)).toEqual({ kind: 'REFUSED', reason: 'MALFORMED' });
  });

  it('points at what is to be read', () => {
    const nudges = (event: string, value: object) => opened(event, value).nudges;
    expect(nudges('pullrequest:approved', { pullrequest: { id: 7 } })).toEqual([
      'pull/acme/shop/7',
    ]);
    const change = { new: { type: 'tag' }, old: null };
    expect(nudges('repo:push', { push: { changes: [change] } })).toEqual([
      'tags/acme/shop/e762bff4',
    ]);
    const gone = { new: null, old: { type: 'tag' } };
    expect(nudges('repo:push', { push: { changes: [gone] } })).toEqual(['tags/acme/shop/e762bff4']);
    expect(nudges('repo:deleted', {})).toEqual(['deleted/acme/shop/e762bff4']);
    expect(nudges('repo:updated', {})).toEqual(['repository/acme/shop/e762bff4']);
  });

  it('is ignored with a reason where nothing is made of it', () => {
    const branch = { push: { changes: [{ new: { type: 'branch' } }] } };
    expect(opened('repo:push', branch).ignored).toContain('branches');
    expect(opened('issue:created', {}).ignored).toContain('issue:created');
    expect(opened('pullrequest:created', {}).ignored).toContain('no pull request');
    expect(bitbucket.open!(delivery('repo:push', [])).ignored).not.toBeNull();
  });

  it.skipIf(!hasRecordings('bitbucket'))(
    'of the recordings is read, or ignored with a reason',
    () => {
      const kinds = recorded('bitbucket', 'webhooks').map(({ input, data }) => {
        const event = String(input?.event);
        const { nudges, ignored } = bitbucket.open!(delivery(event, data));
        expect(nudges.length > 0).toBe(ignored === null);
        return `${event} ${nudges.length}`;
      });
      expect(kinds).toHaveLength(21);
      expect(
        kinds.filter((kind) => kind.startsWith('pullrequest:') && kind.endsWith(' 0')),
      ).toEqual([]);
    },
  );
});

describe('what deliveries of Bitbucket Cloud point at', () => {
  const fetched = async (
    server: Awaited<ReturnType<typeof playing>>,
    nudges: readonly string[],
    given: Readonly<Record<string, string>> = {},
  ) => {
    const pages: Page[] = [];
    const read = bitbucket.fetchNudged!(settingsOf(server, given), nudges, witnessed().context);
    for await (const page of read) pages.push(page);
    return pages;
  };

  it('is read as a sync reads it, once', async () => {
    const server = await playing();
    const pages = await fetched(server, ['pull/harbour/shop/2', 'pull/harbour/shop/2']);
    expect(pullsIn(pages)).toHaveLength(1);
    expect(pullsIn(pages)[0]).toMatchObject({ number: 2, additions: expect.any(Number) });
    expect(await fetched(server, ['pull/harbour/shop/99', 'nonsense'])).toEqual([]);
  });

  it('is skipped where the settings do not name it', async () => {
    const given = { workspaces: '', repositories: 'harbour/api' };
    expect(await fetched(await playing(), ['pull/harbour/shop/2'], given)).toEqual([]);
  });

  it('says which tags there are', async () => {
    const server = await playing();
    const shop = repositoryNamed(server.world, 'shop');
    deleteTag(shop);
    const [page] = await fetched(server, ['tags/harbour/shop/1']);
    expect(factsOf(page!).inventories?.[0]?.ids).toHaveLength(shop.tags.length);
  });

  it('is deleted only where Bitbucket does not find it either', async () => {
    const server = await playing();
    const shop = repositoryNamed(server.world, 'shop');
    const nudge = `deleted/harbour/shop/${shop.uuid}`;
    expect(await fetched(server, [nudge])).toEqual([]);
    deleteRepository(server.world, shop);
    const [page] = await fetched(server, [nudge]);
    expect(factsOf(page!).tombstones).toMatchObject([{ kind: 'REPOSITORY' }]);
  });
});
