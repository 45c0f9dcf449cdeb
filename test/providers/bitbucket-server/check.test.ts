import { describe, expect, it } from 'vitest';
import { bitbucketServer } from '../../../src/providers/bitbucket-server/index.js';
import { witnessed } from '../http/vendor-server.js';
import { createWorld } from '../play/bitbucket-server/generator.js';
import { openPull } from '../play/bitbucket-server/mutations.js';
import { NOW, playing, settingsOf, smallServer } from './support.js';

const parse = (given: Readonly<Record<string, string>>) =>
  bitbucketServer.settings.parse({ baseUrl: 'bitbucket.example.com', token: 't', ...given });

describe('the settings of Bitbucket Data Center', () => {
  it.each([
    ['https://example.com/bitbucket/', 'https://example.com/bitbucket'],
    [
      'https://example.com/bitbucket/projects/SHOP/repos/web/browse',
      'https://example.com/bitbucket',
    ],
    ['http://example.com:7990/rest/api/1.0', 'http://example.com:7990'],
    ['bitbucket.example.com/users/anna', 'https://bitbucket.example.com'],
  ])('take %s for %s', (baseUrl, expected) => {
    expect(parse({ baseUrl }).baseUrl).toBe(expected);
  });

  it.each([
    ['baseUrl', 'https://bitbucket.org/acme', /BITBUCKET/],
    ['baseUrl', 'https://anna:secret@example.com', /without a user/],
    ['token', 'ATBBxyz', /HTTP access token/],
    ['token', '', /HTTP access token/],
    ['token', 'two words', /spaces/],
    ['projects', 'SHOP, not a key', /no key/],
    ['repositories', 'web', /KEY\/repository/],
    ['since', 'yesterday', /no day/],
  ])('refuse a %s of "%s" and say what to do', (key, value, message) => {
    expect(() => parse({ [key]: value })).toThrow(
      expect.objectContaining({
        errors: [
          expect.objectContaining({ field: [key], message: expect.stringMatching(message) }),
        ],
      }),
    );
  });

  it('identify what is read of a server, however it is written', () => {
    const place = (given: Readonly<Record<string, string>>) =>
      bitbucketServer.identify(parse(given)).place;
    expect(place({ projects: 'PAY, shop' })).toBe(place({ projects: 'SHOP\npay' }));
    expect(place({})).toBe('bitbucket-server:bitbucket.example.com/*');
    expect(place({ projects: 'SHOP' })).not.toBe(place({}));
  });
});

const failing = async (
  server: Awaited<ReturnType<typeof playing>>,
  given: Readonly<Record<string, string>> = {},
) => {
  const witness = witnessed();
  const report = await bitbucketServer.check(settingsOf(server, given), witness.context);
  expect(JSON.stringify(report) + witness.lines.join()).not.toContain(server.world.token);
  return { ok: report.ok, items: report.items.filter(({ ok }) => !ok), all: report.items };
};

describe('the check of Bitbucket Data Center', () => {
  it('passes where everything is granted, and says who logs in where', async () => {
    const server = await playing({ size: 5 });
    const { ok, all } = await failing(server, { projects: 'SHOP' });
    expect(ok).toBe(true);
    expect(all.map(({ what }) => what)).toEqual([
      ...['Server and account', 'Repositories', 'Pull requests'],
    ]);
    expect(all[0]?.message).toMatch(
      /^Bitbucket 9\.4\.2 at 127\.0\.0\.1:\d+\/bitbucket, as insights\.$/,
    );
  });

  it('names each project and repository that the token does not see', async () => {
    const server = await playing({ size: 5 });
    for (const [id, { project }] of server.world.repositories)
      if (project.key === 'PAY') server.world.hidden.add(id);
    const given = { projects: 'SHOP, PAY, NONE', repositories: 'SHOP/none' };
    expect(await failing(server, given)).toMatchObject({
      ok: false,
      items: ['Project PAY', 'Project NONE', 'Repository SHOP/none'].map((what) => ({
        ...{ what, permission: 'Repository read (REPO_READ)' },
      })),
    });
  });

  it('says that a token is nobody’s, and that a path is missing in the address', async () => {
    const server = await playing({ size: 5 });
    expect((await failing(server, { token: 'another' })).items).toMatchObject([
      { what: 'Server and account', message: expect.stringContaining('does not take the token') },
    ]);
    const { items } = await failing(server, { baseUrl: server.url });
    expect(items).toMatchObject([{ message: expect.stringContaining('check the address') }]);
  });

  it('logs in with a username and a password too', async () => {
    const server = await playing({ size: 5 });
    const { username, password } = server.world;
    expect((await failing(server, { username, token: password })).ok).toBe(true);
  });
});

describe('what can be found of Bitbucket Data Center', () => {
  it('offers projects and repositories in pages', async () => {
    const server = await playing({ world: createWorld({ size: 3, now: NOW }) });
    const discover = (kind: string, search: string | null, after: string | null = null) =>
      bitbucketServer.discover!(
        settingsOf(server),
        { kind, search, first: 2, after },
        witnessed().context,
      );
    const first = await discover('REPOSITORY', null);
    expect(first.items.map(({ value }) => value)).toEqual(['SHOP/web', 'SHOP/api']);
    const second = await discover('REPOSITORY', null, first.cursor);
    expect(second.items.map(({ value }) => value)).toEqual(['PAY/ledger', '~anna.berg/scratch']);
    const third = await discover('REPOSITORY', null, second.cursor);
    expect(third.items).toHaveLength(1);
    expect(third.cursor).toBeNull();
    expect((await discover('PROJECT', 'pay')).items).toEqual([
      { value: 'PAY', label: 'Payments (PAY)', detail: null },
    ]);
    expect((await discover('NOTHING', null)).items).toEqual([]);
  });

  it('looks up one pull request', async () => {
    const { server, world, web, anna } = await smallServer();
    openPull(world, web, { title: 'Add a page', author: anna, messages: ['Page'] });
    const look = (what: string) =>
      bitbucketServer.spotCheck!(settingsOf(server), what, witnessed().context);
    expect(await look('SHOP/web#1')).toMatchObject({
      ...{ found: true, message: expect.stringContaining('"Add a page", OPEN') },
      factId: `bitbucket-server:${new URL(server.address).host}/bitbucket:1#1`,
    });
    for (const what of ['SHOP/web#99', 'SHOP/none#1', 'web'])
      expect(await look(what)).toMatchObject({ found: false, factId: null });
  });
});
