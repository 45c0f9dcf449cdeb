import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/model/errors.js';
import { gitlab } from '../../../src/providers/gitlab/index.js';
import { identifyAs } from '../../../src/providers/gitlab-api/identify.js';
import { inTimeZone } from '../../in-time-zone.js';
import { witnessed } from '../http/vendor-server.js';
import { NOW } from './made.js';
import { factsIn, gather, playing, settingsOf } from './support.js';

const token = 'glpat-token-of-reader';
const faultOf = (values: Record<string, string>) => {
  try {
    gitlab.settings.parse({ token, ...values });
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.errors.map(({ field, message }) => `${field}: ${message}`).join('\n');
  }
};

describe('the settings of GitLab', () => {
  it('begin with GitLab.com, and take an address with its path, with or without that of the API', () => {
    const baseOf = (baseUrl: string) => gitlab.settings.parse({ token, baseUrl }).baseUrl;
    expect(baseOf('')).toBe('https://gitlab.com');
    expect(baseOf('https://example.com/gitlab/')).toBe('https://example.com/gitlab');
    expect(baseOf('example.com/gitlab/api/v4')).toBe('https://example.com/gitlab');
    expect(faultOf({ baseUrl: 'ftp://example.com' })).toMatch(/^baseUrl: /);
  });

  it.each([
    ['gldt-abcdefghijklmnop', /deploy token.*read_api/],
    ['glcbt-abcdefghijklmnop', /CI\/CD job/],
    ['glrt-abcdefghijklmnop', /runner/],
    ['', /read_api/],
  ])('refuse the token "%s", which cannot read the API', (given, why) => {
    expect(faultOf({ token: given })).toMatch(why);
  });

  it('name what is wrong with a list or a day', () => {
    expect(faultOf({ projects: 'shop' })).toMatch(/^projects: "shop" is no path of a project/);
    expect(faultOf({ groups: 'https://gitlab.com/harbour' })).toMatch(/^groups: /);
    expect(faultOf({ since: 'May' })).toMatch(/^since: /);
  });

  it('distinguish servers, and what is read of them', () => {
    const placeOf = (values: Record<string, string>) =>
      identifyAs('gitlab')(gitlab.settings.parse({ token, ...values })).place;
    expect(placeOf({})).toBe('gitlab:gitlab.com/*');
    const below = { baseUrl: 'https://example.com/gitlab', groups: 'Harbour' };
    expect(placeOf(below)).toBe('gitlab:example.com/gitlab/harbour');
    expect(gitlab.settings.parse(below, 'SEALED').token).toBe('');
  });
});

describe('the check of GitLab', () => {
  it('names who the token is, its scopes and its end, the version, and what can be read', async () => {
    const server = await playing({ now: NOW });
    const { context } = witnessed({ now: NOW });
    const report = await gitlab.check(settingsOf(server), context);
    expect(report.items.map(({ what, ok }) => [what, ok])).toEqual([
      ['Token', true],
      ['Scopes', true],
      ['Version', true],
      ['Projects', true],
      ['Merge requests', true],
      ['Tags', true],
    ]);
    expect(report.items[1]?.message).toBe('It has read_api. It ends on 2026-08-18.');
  });

  it('names groups and projects that it does not see', async () => {
    const server = await playing({ now: NOW });
    const { context } = witnessed({ now: NOW });
    const settings = settingsOf(server, { groups: 'nowhere', projects: 'harbour/none' });
    const report = await gitlab.check(settings, context);
    expect(report.ok).toBe(false);
    const { message } = report.items.find(({ ok }) => !ok)!;
    expect(message).toMatch(/no group nowhere.*no project harbour\/none/);
  });

  it('offers groups and projects page by page', async () => {
    const server = await playing({ now: NOW });
    const { context } = witnessed({ now: NOW });
    const ask = (kind: string, after: string | null, search: string | null = null) =>
      gitlab.discover!(settingsOf(server), { kind, search, first: 1, after }, context);
    const first = await ask('PROJECT', null);
    const second = await ask('PROJECT', first.cursor);
    expect([first, second].flatMap(({ items }) => items.map(({ value }) => value))).toEqual([
      'harbour/shop',
      'harbour/counter/till',
    ]);
    expect((await ask('GROUP', null, 'COUNTER')).items[0]?.value).toBe('harbour/counter');
    expect((await ask('BOARD', null)).items).toEqual([]);
  });

  it('looks up one merge request or issue, under the id of its fact', async () => {
    const server = await playing({ now: NOW });
    const { context } = witnessed({ now: NOW });
    const { pages } = await gather(server, {}, { issues: 'true' });
    const look = (what: string) => gitlab.spotCheck!(settingsOf(server), what, context);
    const [pull] = factsIn(pages, 'PULL_REQUEST').filter(({ number }) => number === 1);
    expect(await look('harbour/shop!1')).toMatchObject({ found: true, factId: pull!.id });
    const issue = factsIn(pages, 'WORK_ITEM').find(({ key }) => key === 'harbour/shop#1');
    expect(await look('harbour/shop#1')).toMatchObject({ found: true, factId: issue!.id });
    expect(await look('harbour/shop!999')).toMatchObject({ found: false });
    expect(await look('shop')).toMatchObject({ found: false });
  });
});

it('instants are the same whatever the zone of this machine is', async () => {
  const server = await playing({ now: NOW });
  const factsOf = async () => {
    const { pages } = await gather(server, {}, { issues: 'true', since: '2026-01-01' });
    return [factsIn(pages, 'PULL_REQUEST'), factsIn(pages, 'WORK_ITEM'), factsIn(pages, 'TAG')];
  };
  const there = await inTimeZone('Pacific/Kiritimati', factsOf);
  expect(await inTimeZone('America/St_Johns', factsOf)).toEqual(there);
});
