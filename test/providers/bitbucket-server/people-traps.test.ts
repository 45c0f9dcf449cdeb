import { describe, expect, it } from 'vitest';
import { bitbucketServer } from '../../../src/providers/bitbucket-server/index.js';
import { witnessed } from '../http/vendor-server.js';
import {
  comment,
  deleteComment,
  editComment,
  renameRepository,
  reply,
  review,
} from '../play/bitbucket-server/mutations.js';
import { factsIn, gather, later, NOW, opened, pullOf, settingsOf, smallServer } from './support.js';

describe('bitbucket-server', () => {
  it('bitbucket-server 12: who was renamed or deleted is the same person', async () => {
    const small = await smallServer();
    const { server, world, bruno, robot } = small;
    const pull = opened(small);
    review(world, pull, bruno, 'APPROVED');
    comment(world, pull, robot);
    const place = `${new URL(server.address).host}/bitbucket`;
    const before = await pullOf(server);
    bruno.name = 'bruno.costa-deleted';
    bruno.active = false;
    const after = await pullOf(server);
    expect(after.reviews).toEqual(before.reviews);
    expect(after.reviews[0]!.by).toMatchObject({
      ...{ applicationType: 'BITBUCKET', id: `${place}:102`, email: 'bruno.costa@example.com' },
    });
    expect(after.comments[0]!.by).toMatchObject({ id: `${place}:201`, bot: true, email: null });
  });

  it('bitbucket-server 13: a personal repository is read where it is named, by its clone address', async () => {
    const { server } = await smallServer();
    const names = async (given: Readonly<Record<string, string>>) =>
      factsIn((await gather(server, {}, given)).pages, 'REPOSITORY').map(({ name }) => name);
    expect(await names({})).not.toContain('~anna.berg/scratch');
    expect(await names({ personal: 'true' })).toContain('~anna.berg/scratch');
    const { pages } = await gather(server, {}, { projects: '~anna.berg' });
    const { host } = new URL(server.address);
    expect(factsIn(pages, 'REPOSITORY')).toMatchObject([
      { name: '~anna.berg/scratch', remote: `${host}/~anna.berg/scratch` },
    ]);
  });

  it('bitbucket-server 13: a renamed repository keeps its id, and its former address leads on', async () => {
    const small = await smallServer();
    opened(small);
    const { pages, cursor } = await gather(small.server);
    renameRepository(small.world, small.web, 'storefront');
    const { pages: after } = await gather(small.server, { cursor });
    const idIn = (all: typeof pages, name: string) =>
      factsIn(all, 'REPOSITORY').find((one) => one.name === name)?.id;
    expect(idIn(after, 'SHOP/storefront')).toBe(idIn(pages, 'SHOP/web'));
    const { context } = witnessed({ now: NOW });
    const settings = settingsOf(small.server);
    const nudged = bitbucketServer.fetchNudged!(settings, ['pull/SHOP/web/1'], context);
    expect(factsIn(await Array.fromAsync(nudged), 'PULL_REQUEST')).toHaveLength(1);
  });

  it('bitbucket-server 14: nothing is asked for that an administrator alone may see', async () => {
    const small = await smallServer();
    opened(small);
    const { cursor } = await gather(small.server);
    await gather(small.server, { cursor, pass: 'SWEEP' });
    const asked = small.server.requests.map(({ path }) => path);
    expect(asked.filter((path) => /ref-change|permissions|admin|webhooks/.test(path))).toEqual([]);
  });

  it('bitbucket-server 15: comments count once each, replies too, at any depth', async () => {
    const small = await smallServer();
    const { world, anna, bruno } = small;
    const pull = opened(small);
    later(small);
    const first = comment(world, pull, bruno);
    later(small);
    const second = reply(world, pull, anna, first);
    later(small);
    reply(world, pull, bruno, second);
    editComment(world, pull, first);
    const { comments } = await pullOf(small.server);
    expect(comments.map(({ by }) => by.name)).toEqual(['Bruno Costa', 'Anna Berg', 'Bruno Costa']);
  });

  it('bitbucket-server 15: a deleted comment, and one that is not published, do not count', async () => {
    const small = await smallServer();
    const { world, bruno } = small;
    const pull = opened(small);
    comment(world, pull, bruno).state = 'PENDING';
    const deleted = comment(world, pull, bruno);
    const { cursor, pages } = await gather(small.server);
    expect(factsIn(pages, 'PULL_REQUEST')[0]!.comments).toHaveLength(1);
    deleteComment(world, pull, deleted);
    const { pages: after } = await gather(small.server, { cursor });
    expect(factsIn(after, 'PULL_REQUEST')[0]!.comments).toEqual([]);
  });

  it('bitbucket-server 16: a token is Bearer, a password is Basic', async () => {
    const { server, world } = await smallServer();
    await gather(server);
    await gather(server, {}, { username: world.username, token: world.password });
    const logins = new Set(server.requests.map(({ headers }) => headers.authorization));
    const basic = Buffer.from(`${world.username}:${world.password}`).toString('base64');
    expect([...logins]).toEqual([`Bearer ${world.token}`, `Basic ${basic}`]);
  });

  it('bitbucket-server 16: a CAPTCHA ends the run at once, with what to do', async () => {
    const { server, world } = await smallServer();
    world.wantsCaptcha = true;
    await expect(gather(server)).rejects.toThrow('CAPTCHA');
    expect(server.requests).toHaveLength(1);
    const report = await bitbucketServer.check(settingsOf(server), witnessed().context);
    expect(report.items).toMatchObject([
      { ok: false, message: expect.stringContaining('CAPTCHA') },
    ]);
  });
});
