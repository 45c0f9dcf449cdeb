import { describe, expect, it } from 'vitest';
import { azureBoards } from '../../../src/providers/azure-boards/index.js';
import { witnessed } from '../http/vendor-server.js';
import { createWorld } from '../play/azure-boards/generator.js';
import { edit } from '../play/azure-boards/mutations.js';
import { gather, kept, playing, settingsOf } from './support.js';

const DAY = 86_400_000;
const small = () => createWorld({ size: 24 });
const { parse } = azureBoards.settings;

describe('the settings of Azure Boards', () => {
  it('name one organisation however it is written, which is another source than its code', () => {
    const identified = [
      'https://dev.azure.com/Fabrikam',
      'fabrikam.visualstudio.com',
      'fabrikam',
    ].map((organization) => azureBoards.identify(parse({ organization, token: 't' })));
    expect(new Set(identified.map(({ id, place }) => `${id} ${place}`))).toEqual(
      new Set(['azure-boards:dev.azure.com/fabrikam azure-boards:dev.azure.com/fabrikam']),
    );
    expect(identified[0]!.name).toBe('Boards of fabrikam');
  });

  it('refuse what is missing by its name', () => {
    expect(() => parse({ organization: 'fabrikam' })).toThrow(/access token/);
    expect(() => parse({ organization: 'fabrikam', token: 't', since: 'May' })).toThrow(/day/);
    expect(parse({ organization: 'fabrikam' }, 'SEALED').token).toBe('');
  });

  it('say which teams have sprints, which fields estimate, and what else is kept', async () => {
    const server = await playing({ world: small() });
    const whole = await gather(server);
    const one = await gather(server, {}, { teams: 'Shop Support' });
    expect(one.sprints.length).toBe(3);
    expect(whole.sprints.length).toBe(16);
    const priority = 'Microsoft.VSTS.Common.Priority';
    const other = await gather(server, {}, { storyPoints: 'Priority', customFields: priority });
    expect(other.items.every(({ points }) => points === 2)).toBe(true);
    expect(other.items.every(({ customFields }) => customFields.Priority?.[0] === '2')).toBe(true);
  });

  it('read again from an earlier day on, and projects that are added', async () => {
    const server = await playing({ world: small() });
    const since = new Date(server.world.now - 40 * DAY).toISOString().slice(0, 10);
    const first = await gather(server, {}, { since, projects: 'Shop' });
    const earlier = { since: '2020-01-01', projects: 'Shop' };
    const second = await gather(server, { cursor: first.cursor }, earlier);
    expect(kept([...first.pages, ...second.pages]).items.length).toBeGreaterThan(
      first.items.length,
    );
    const third = await gather(server, { cursor: second.cursor }, { since: '2020-01-01' });
    const all = kept([...first.pages, ...second.pages, ...third.pages]).items;
    expect(all).toHaveLength(24);
  });

  it('never have descriptions, comments or files kept in the pages', async () => {
    const server = await playing({ world: small() });
    edit(server.world, 20, { 'System.History': 'a comment that nobody reads' });
    const { pages } = await gather(server);
    const text = pages.map(({ body }) => body).join('\n');
    expect(text).not.toContain('Nobody reads this');
    expect(text).not.toContain('a comment that nobody reads');
    expect(text).not.toContain(server.token);
  });
});

describe('the check of Azure Boards', () => {
  const check = async (given: Record<string, string>, lacking: readonly string[] = []) => {
    const server = await playing({ world: small() });
    for (const one of lacking) server.world.lacking.add(one);
    return azureBoards.check(settingsOf(server, given), witnessed().context);
  };

  it('passes where everything is granted', async () => {
    const { ok, items } = await check({});
    expect(ok).toBe(true);
    expect(items.map(({ what }) => what)).toEqual([
      ...['Organisation', 'Work items', 'Teams and sprints'],
    ]);
  });

  it('names each missing permission by the vendor’s own term', async () => {
    const unseen = await check({ projects: 'Shop, None' });
    expect(unseen).toMatchObject({ ok: false });
    expect(unseen.items.filter(({ ok }) => !ok)).toMatchObject([
      { what: 'Project None', permission: 'vso.project' },
    ]);
    const shy = await check({}, ['vso.work']);
    expect(shy.items.filter(({ ok }) => !ok)).toMatchObject([
      { what: 'Work items', permission: 'vso.work', message: expect.stringContaining('vso.work') },
    ]);
    const alone = await check({}, ['teams']);
    expect(alone).toMatchObject({ ok: true });
  });
});

describe('what the token sees', () => {
  it('is offered: projects, teams and fields', async () => {
    const server = await playing({ world: small() });
    const offers = async (kind: string, search: string | null = null) => {
      const request = { kind, search, first: 3, after: null };
      const { context } = witnessed();
      const { items } = await azureBoards.discover!(settingsOf(server), request, context);
      return items.map(({ value }) => value);
    };
    expect(await offers('PROJECT')).toEqual(['Shop', 'Payments']);
    expect(await offers('TEAM', 'support')).toEqual(['Shop Support', 'Payments Support']);
    expect(await offers('FIELD', 'points')).toEqual(['Microsoft.VSTS.Scheduling.StoryPoints']);
    expect(await offers('BOARD')).toEqual([]);
  });

  it('is looked up by the number of an item', async () => {
    const server = await playing({ world: small() });
    const look = (what: string) =>
      azureBoards.spotCheck!(settingsOf(server), what, witnessed().context);
    for (const what of ['AB#20', '#20', ' 20 '])
      expect(await look(what)).toMatchObject({
        found: true,
        factId: expect.stringMatching(/:20$/),
        message: expect.stringContaining('AB#20 is a'),
      });
    expect(await look('AB#999')).toMatchObject({ found: false });
    expect(await look('SHOP-1')).toMatchObject({ found: false });
  });
});
