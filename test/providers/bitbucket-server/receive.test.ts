import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bitbucketServer } from '../../../src/providers/bitbucket-server/index.js';
import { witnessed } from '../http/vendor-server.js';
import { comment, merge, openPull, repositoryOf, tag } from '../play/bitbucket-server/mutations.js';
import { hasRecordings, recorded } from '../play/kit/recordings.js';
import { factsIn, gather, NOW, settingsOf, smallServer, tombstonesIn } from './support.js';

const SECRET = 'the-secret-of-the-webhook-of-the-shop';
const settings = bitbucketServer.settings.parse({
  ...{ baseUrl: 'https://bitbucket.example.com', token: 't', webhookSecret: SECRET },
});

const repository = { slug: 'web', id: 1, project: { key: 'SHOP' } };
const approved = {
  ...{ eventKey: 'pr:reviewer:approved', date: '2026-11-20T10:00:00+0100' },
  pullRequest: { id: 7, toRef: { repository } },
};

const signed = (body: Uint8Array, secret = SECRET): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
function delivery(given: unknown, headers: Readonly<Record<string, string>> = {}) {
  const body = Buffer.from(typeof given === 'string' ? given : JSON.stringify(given));
  return { body, receivedAt: NOW, headers: { 'x-hub-signature': signed(body), ...headers } };
}
const received = (...given: Parameters<typeof delivery>) =>
  bitbucketServer.receive!(settings, delivery(...given));
const opened = (given: unknown) => bitbucketServer.open!(delivery(given));

describe('a delivery of Bitbucket Data Center', () => {
  it('is taken where it is signed with the secret', () => {
    const headers = { 'x-event-key': 'pr:reviewer:approved', 'x-request-id': 'r-1' };
    expect(received(approved, headers)).toMatchObject({
      ...{ kind: 'ACCEPTED', event: 'pr:reviewer:approved' },
    });
  });

  it.each([
    ['is not signed', { 'x-hub-signature': undefined }, 'UNSIGNED'],
    [
      'is signed with another secret',
      { 'x-hub-signature': signed(Buffer.from('{}'), 'guess') },
      'WRONG_SIGNATURE',
    ],
    ['is signed by SHA-1', { 'x-hub-signature': 'sha1=00' }, 'WRONG_SIGNATURE'],
    [
      'logs in with another secret',
      { 'x-hub-signature': undefined, authorization: 'Bearer guess' },
      'WRONG_SIGNATURE',
    ],
  ] as const)('is refused where it %s', (_, headers, reason) => {
    const { headers: all, ...rest } = delivery(approved);
    const given = Object.entries({ ...all, ...headers }).filter(([, value]) => value !== undefined);
    const whole = { ...rest, headers: Object.fromEntries(given) as Record<string, string> };
    expect(bitbucketServer.receive!(settings, whole)).toEqual({ kind: 'REFUSED', reason });
  });

  it('is refused where no secret is set, or where it is no event', () => {
    const none = bitbucketServer.settings.parse({ baseUrl: 'bitbucket.example.com', token: 't' });
    expect(bitbucketServer.receive!(none, delivery(approved))).toMatchObject({
      reason: 'NO_SECRET',
    });
    expect(received('no JSON')).toEqual({ kind: 'REFUSED', reason: 'MALFORMED' });
  });

  it('may log in with the secret, by Basic or Bearer, where a version signs nothing', () => {
    const { body } = delivery(approved);
    const basic = Buffer.from(`bitbucket:${SECRET}`).toString('base64');
    for (const authorization of [`Basic ${basic}`, `Bearer ${SECRET}`])
      expect(
        bitbucketServer.receive!(settings, { body, receivedAt: NOW, headers: { authorization } }),
      ).toMatchObject({ kind: 'ACCEPTED', event: 'pr:reviewer:approved' });
  });

  it('has one id over repetitions, and another than a delivery of the same request', () => {
    const idOf = (...given: Parameters<typeof delivery>) => {
      const found = received(...given);
      return found.kind === 'ACCEPTED' ? found.id : null;
    };
    const headers = { 'x-request-id': 'r-1' };
    expect(idOf(approved, headers)).toBe(idOf(approved, headers));
    expect(idOf(approved, headers)).not.toBe(idOf({ ...approved, eventKey: 'pr:merged' }, headers));
    expect(idOf(approved)).toBe(idOf(approved));
  });

  it('points at what is to be read again', () => {
    expect(opened(approved).nudges).toEqual(['pull/SHOP/web/7']);
    const changes = (type: string) => ({
      ...{ eventKey: 'repo:refs_changed', repository, changes: [{ ref: { type } }] },
    });
    expect(opened(changes('TAG')).nudges).toEqual(['tags/SHOP/web']);
    expect(opened(changes('BRANCH'))).toMatchObject({ nudges: [], ignored: expect.any(String) });
    const modified = {
      eventKey: 'repo:modified',
      old: repository,
      new: { ...repository, slug: 'x' },
    };
    expect(opened(modified).nudges).toEqual(['repository/SHOP/x']);
    expect(opened({ test: true })).toMatchObject({ nudges: [], ignored: expect.any(String) });
  });

  it.skipIf(!hasRecordings('bitbucket-server'))(
    'that was recorded points at its pull request',
    () => {
      const all = recorded('bitbucket-server', 'webhooks').map(({ data }) => opened(data));
      const nudges = all.flatMap((one) => one.nudges);
      expect(all).toHaveLength(22);
      // A project key that the recorder replaced holds a space.
      expect(
        nudges.filter((one) => one.startsWith('pull/~user-4188736a/webhook-test/')),
      ).toHaveLength(9);
      expect(all.filter(({ ignored }) => ignored === null)).toHaveLength(nudges.length);
    },
  );
});

async function nudged(
  server: Awaited<ReturnType<typeof smallServer>>['server'],
  ...nudges: string[]
) {
  const { context } = witnessed({ now: NOW });
  const given = settingsOf(server);
  return Array.fromAsync(bitbucketServer.fetchNudged!(given, nudges, context));
}

describe('what a delivery of Bitbucket Data Center points at', () => {
  it('comes as a sync would bring it, once', async () => {
    const { server, world, web, anna, bruno } = await smallServer();
    const pull = openPull(world, web, { title: 'Add a page', author: anna, messages: ['Page'] });
    comment(world, pull, bruno);
    const pages = await nudged(server, 'pull/SHOP/web/1', 'pull/SHOP/web/1');
    const { pages: all } = await gather(server);
    expect(factsIn(pages, 'PULL_REQUEST')).toEqual(factsIn(all, 'PULL_REQUEST'));
    expect(pages.map(({ cursor }) => cursor)).toEqual([null]);
  });

  it('is looked up, so that a deletion is believed only where the server finds nothing', async () => {
    const { server, world, web, anna } = await smallServer();
    openPull(world, web, { title: 'Add a page', author: anna, messages: ['Page'] });
    expect(tombstonesIn(await nudged(server, 'pull/SHOP/web/1'))).toEqual([]);
    web.pulls.delete(1);
    const id = `bitbucket-server:${new URL(server.address).host}/bitbucket:1#1`;
    const gone = tombstonesIn(await nudged(server, 'pull/SHOP/web/1'));
    expect(gone).toEqual([{ kind: 'PULL_REQUEST', id, updatedAt: NOW }]);
  });

  it('brings tags and repositories, and nothing of what the settings leave out', async () => {
    const { server, world, web, anna } = await smallServer();
    const pull = openPull(world, web, { title: 'Release', author: anna, messages: ['Page'] });
    merge(world, web, pull, anna);
    tag(web, 'v1.0.0', web.commits.get(pull.mergeCommit!)!);
    const pages = await nudged(server, 'tags/SHOP/web', 'repository/SHOP/api');
    expect(factsIn(pages, 'TAG').map(({ name }) => name)).toEqual(['v1.0.0']);
    expect(factsIn(pages, 'REPOSITORY').map(({ name }) => name)).toEqual(['SHOP/api']);
    expect(repositoryOf(world, '~anna.berg/scratch').id).toBe(4);
    const out = ['repository/~anna.berg/scratch', 'repository/SHOP/none', 'nothing'];
    expect(await nudged(server, ...out)).toEqual([]);
  });
});
