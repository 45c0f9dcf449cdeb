import { describe, expect, it } from 'vitest';
import { jira } from '../../../src/providers/jira/index.js';
import { witnessed } from '../http/vendor-server.js';
import { moveIssue } from '../play/jira/mutations.js';
import { gather, playing, settingsOf } from './support.js';

const wrong = async (
  server: Awaited<ReturnType<typeof playing>>,
  given: Record<string, string> = {},
) => {
  const report = await jira.check(settingsOf(server, given), witnessed().context);
  return { ok: report.ok, items: report.items.filter(({ ok }) => !ok) };
};

describe('the check of Jira', () => {
  it.each(['CLOUD', 'DATA_CENTER'] as const)(
    'passes where everything is granted (%s)',
    async (edition) => {
      const server = await playing({ edition });
      const { ok, items } = await jira.check(
        settingsOf(server, { projects: 'SHOP' }),
        witnessed().context,
      );
      expect(ok).toBe(true);
      expect(items.map(({ what }) => what)).toEqual([
        ...[
          'Server',
          'Account',
          'Projects',
          'Project SHOP',
          'Boards and sprints',
          'E-mail addresses',
        ],
      ]);
    },
  );

  it('names each missing permission by the vendor’s own term', async () => {
    const server = await playing({ faults: { lacking: ['BROWSE_PROJECTS'] } });
    expect(await wrong(server, { projects: 'PAY, NONE' })).toMatchObject({
      ok: false,
      items: [
        { what: 'Project PAY', permission: 'BROWSE_PROJECTS' },
        { what: 'Project NONE', permission: 'BROWSE_PROJECTS' },
      ],
    });
    const shy = await playing({ faults: { lacking: ['USER_PICKER'], withoutBoards: true } });
    const { ok, items } = await wrong(shy);
    expect(ok).toBe(true);
    expect(items.map(({ permission }) => permission)).toEqual([
      ...['read:board-scope:jira-software, read:sprint:jira-software', 'USER_PICKER'],
    ]);
  });

  it('jira: an account that sees nothing reads what to grant', async () => {
    const server = await playing();
    for (const { id } of server.world.projects) server.world.hidden.add(id);
    const { ok, items } = await wrong(server);
    expect(ok).toBe(false);
    expect(items[0]?.message).toContain('BROWSE_PROJECTS');
    await expect(gather(server)).rejects.toThrow('BROWSE_PROJECTS');
  });

  it('jira: a refused token is not taken for nobody, who sees fewer projects', async () => {
    const server = await playing({ faults: { isRefused: 'TOKEN' } });
    const { ok, items } = await wrong(server);
    expect(ok).toBe(false);
    expect(items.map(({ what }) => what)).toEqual(['Account']);
    expect(items[0]?.message).toContain('does not take the token');
    await expect(gather(server)).rejects.toThrow('does not take the token');
    expect(server.requests.every(({ path }) => /serverInfo|myself/.test(path))).toBe(true);
  });

  it('jira: a CAPTCHA is recognised by X-Seraph-LoginReason', async () => {
    const server = await playing({ edition: 'DATA_CENTER', faults: { isRefused: 'CAPTCHA' } });
    const { items } = await wrong(server);
    expect(items[0]?.message).toContain('CAPTCHA');
  });

  it('says that something else answers, or nobody', async () => {
    const server = await playing({ faults: { isSomethingElse: true } });
    const { items } = await wrong(server);
    expect(items).toMatchObject([
      { what: 'Server', message: expect.stringContaining('check the base URL') },
    ]);
    const settings = settingsOf(server);
    await server.close();
    const context = witnessed({ signal: AbortSignal.timeout(2_000) }).context;
    const report = await jira.check(settings, context);
    expect(report).toMatchObject({ ok: false, items: [{ what: 'Server' }] });
  });

  it('refuses private addresses that are not allowed', async () => {
    const settings = jira.settings.parse({ baseUrl: 'http://127.0.0.1:9', token: 't' });
    const { createGuardedFetch } = await import('../../../src/providers/http/guarded-fetch.js');
    const report = await jira.check(settings, witnessed({ fetch: createGuardedFetch() }).context);
    expect(report.items[0]?.message).toContain('ALLOW_PRIVATE_HOSTS');
  });

  it('writes its token nowhere', async () => {
    const server = await playing({ faults: { isRefused: 'TOKEN' } });
    const witness = witnessed();
    const report = await jira.check(settingsOf(server), witness.context);
    const basic = Buffer.from(`${server.email}:${server.token}`).toString('base64');
    for (const text of [JSON.stringify(report), witness.lines.join()])
      for (const secret of [server.token, basic]) expect(text).not.toContain(secret);
  });
});

describe('what can be found of Jira', () => {
  it.each(['CLOUD', 'DATA_CENTER'] as const)(
    'offers projects, boards and fields, in pages (%s)',
    async (edition) => {
      const server = await playing({ edition });
      const discover = (kind: string, search: string | null, after: string | null = null) =>
        jira.discover!(settingsOf(server), { kind, search, first: 2, after }, witnessed().context);
      const first = await discover('PROJECT', null);
      expect(first.items.map(({ value }) => value)).toEqual(['SHOP', 'PAY']);
      const second = await discover('PROJECT', null, first.cursor);
      expect(second).toMatchObject({
        items: [{ value: 'OPS', label: 'Operations (OPS)' }],
        cursor: null,
      });
      expect((await discover('PROJECT', 'pay')).items.map(({ value }) => value)).toEqual(['PAY']);
      expect((await discover('BOARD', 'SHOP')).items).toMatchObject([
        { value: '1', label: 'Shop board', detail: 'scrum board of SHOP' },
        { value: '2' },
      ]);
      expect((await discover('FIELD', 'story')).items.map(({ value }) => value)).toEqual([
        ...['customfield_10028', 'customfield_10016'],
      ]);
      expect((await discover('NOTHING', null)).items).toEqual([]);
    },
  );

  it.each(['CLOUD', 'DATA_CENTER'] as const)(
    'looks up one issue, by a former key too (%s)',
    async (edition) => {
      const server = await playing({ edition });
      const look = (what: string) => jira.spotCheck!(settingsOf(server), what, witnessed().context);
      const { id } = moveIssue(server.world, 'SHOP-4', '10012');
      expect(await look('SHOP-4')).toMatchObject({
        ...{ found: true, factId: `jira:${new URL(server.url).host}:${id}` },
      });
      expect(await look('SHOP-999')).toMatchObject({ found: false, factId: null });
      expect(await look('../myself')).toMatchObject({ found: false, factId: null });
    },
  );
});
