import { describe, expect, it } from 'vitest';
import { bitbucket } from '../../../src/providers/bitbucket/index.js';
import { witnessed } from '../http/vendor-server.js';
import { gather, playing, pullsIn, settingsOf } from './support.js';

const checkOf = async (
  server: Awaited<ReturnType<typeof playing>>,
  given: Readonly<Record<string, string>> = {},
) => bitbucket.check(settingsOf(server, given), witnessed().context);

describe('the check of Bitbucket Cloud', () => {
  it('says whose token it is and what it reads', async () => {
    const { ok, items } = await checkOf(await playing());
    expect(ok).toBe(true);
    expect(items.map(({ what, message }) => [what, message])).toEqual([
      ['Token', 'It is of Ada Moor.'],
      ['Repositories', '3 can be read.'],
      ['Pull requests', 'They can be read.'],
      ['Tags', 'They can be read.'],
    ]);
  });

  it('takes an access token, which is nobody’s', async () => {
    const server = await playing();
    const given = { email: '', token: server.accessToken };
    expect(await checkOf(server, given)).toMatchObject({ ok: true });
    expect(pullsIn((await gather(server, {}, given)).pages)).toHaveLength(12);
  });

  it('names the scope that Bitbucket says is needed', async () => {
    const server = await playing();
    server.world.scopes.delete('pullrequest');
    const { ok, items } = await checkOf(server);
    expect(ok).toBe(false);
    expect(items.filter((item) => !item.ok)).toMatchObject([
      { permission: 'read:pullrequest:bitbucket', message: expect.stringContaining('pullrequest') },
    ]);
  });

  it('does not need the scope that says whose token it is', async () => {
    const server = await playing();
    server.world.scopes.delete('account');
    expect(await checkOf(server)).toMatchObject({ ok: true });
  });

  it('says that a workspace is not seen, and the sync fails where none is', async () => {
    const server = await playing();
    const given = { workspaces: 'nowhere' };
    const { ok, items } = await checkOf(server, given);
    expect(ok).toBe(false);
    expect(items[1]?.message).toContain('nowhere cannot be read');
    await expect(gather(server, {}, given)).rejects.toThrow('None of the workspaces');
  });

  it('reads the repositories of the projects alone, and single ones beside', async () => {
    const server = await playing();
    const of = async (given: Readonly<Record<string, string>>) => {
      const { pages } = await gather(server, {}, given);
      const facts = pages.flatMap((page) => bitbucket.toFacts(page).REPOSITORY ?? []);
      return facts.map(({ name }) => name).sort();
    };
    expect(await of({ projects: 'ops' })).toEqual(['harbour/tools']);
    expect(await of({ projects: 'ops', repositories: 'harbour/api' })).toEqual([
      ...['harbour/api', 'harbour/tools'],
    ]);
    expect(await of({ workspaces: '', repositories: 'harbour/shop' })).toEqual(['harbour/shop']);
  });

  it('writes its token nowhere', async () => {
    const server = await playing();
    const witness = witnessed();
    const token = 'planted-secret-of-a-token';
    const report = await bitbucket.check(settingsOf(server, { token }), witness.context);
    const basic = Buffer.from(`${server.email}:${token}`).toString('base64');
    expect(report).toMatchObject({ ok: false, items: [{ what: 'Token' }] });
    for (const text of [JSON.stringify(report), witness.lines.join()])
      for (const secret of [token, basic]) expect(text).not.toContain(secret);
  });
});

describe('what can be found of Bitbucket Cloud', () => {
  const discover = async (kind: string, search: string | null, after: string | null = null) => {
    const server = await playing();
    const request = { kind, search, first: 2, after };
    return bitbucket.discover!(settingsOf(server), request, witnessed().context);
  };

  it('offers workspaces and repositories, in pages', async () => {
    expect((await discover('WORKSPACE', 'har')).items).toMatchObject([{ value: 'harbour' }]);
    const server = await playing();
    const page = (after: string | null) =>
      bitbucket.discover!(
        settingsOf(server),
        { kind: 'REPOSITORY', search: null, first: 2, after },
        witnessed().context,
      );
    const first = await page(null);
    expect(first.items.map(({ value }) => value)).toEqual(['harbour/shop', 'harbour/api']);
    const second = await page(first.cursor);
    expect(second).toMatchObject({ items: [{ value: 'harbour/tools' }], cursor: null });
    expect((await discover('REPOSITORY', 'TOOL')).items).toMatchObject([
      { value: 'harbour/tools' },
    ]);
  });

  it('looks up a pull request', async () => {
    const server = await playing();
    const spot = (what: string) =>
      bitbucket.spotCheck!(settingsOf(server), what, witnessed().context);
    expect(await spot('harbour/shop#2')).toMatchObject({
      found: true,
      factId: expect.stringMatching(/^bitbucket:127\.0\.0\.1:\d+:.*#2$/),
    });
    expect(await spot('harbour/shop#99')).toMatchObject({ found: false });
    expect(await spot('shop')).toMatchObject({ found: false });
  });
});
