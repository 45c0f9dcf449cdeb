import { describe, expect, it } from 'vitest';
import type { Refusal } from '../../../src/model/errors.js';
import { pagerduty } from '../../../src/providers/pagerduty/index.js';
import { witnessed } from '../http/vendor-server.js';
import { gather, playing, settingsOf } from './support.js';

const faultsOf = (more: Readonly<Record<string, string>>): readonly (string | undefined)[] => {
  try {
    pagerduty.settings.parse({ token: 'key', ...more });
    return [];
  } catch (error) {
    return (error as Refusal).errors.map(({ field }) => field?.[0]);
  }
};

describe('the settings of PagerDuty', () => {
  it('say which of them is wrong', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ token: '' })).toEqual(['token']);
    expect(faultsOf({ token: 'a key' })).toEqual(['token']);
    expect(faultsOf({ services: 'Checkout' })).toEqual(['services']);
    expect(faultsOf({ teams: 'PTEAM00, shop' })).toEqual(['teams']);
    expect(faultsOf({ baseUrl: 'https://example.eu.pagerduty.com' })).toEqual(['baseUrl']);
    expect(faultsOf({ subdomain: 'https://example.pagerduty.com' })).toEqual(['subdomain']);
    expect(faultsOf({ since: 'yesterday' })).toEqual(['since']);
    expect(faultsOf({ alerts: 'yes' })).toEqual(['alerts']);
  });

  it('let several accounts of one address be connected', () => {
    const placeOf = (subdomain: string) =>
      pagerduty.identify(pagerduty.settings.parse({ token: 'key', subdomain })).place;
    expect(placeOf('')).toBe('api.pagerduty.com');
    expect(placeOf('Example')).toBe('api.pagerduty.com/example');
  });
});

describe('the check of PagerDuty', () => {
  it('passes where everything is granted, and looks for each service', async () => {
    const server = await playing();
    const settings = settingsOf(server, { services: 'PSERV00,PNONE0' });
    const { ok, items } = await pagerduty.check(settings, witnessed().context);
    expect(ok).toBe(false);
    expect(items.map(({ what, ok: isRight }) => [what, isRight])).toEqual([
      ...[
        ['Address', true],
        ['API key', true],
        ['Incidents', true],
        ['Log entries', true],
      ],
      ...[
        ['Service PSERV00', true],
        ['Service PNONE0', false],
        ['E-mail addresses', true],
      ],
    ]);
    const all = await pagerduty.check(settingsOf(server), witnessed().context);
    expect(all.ok).toBe(true);
  });

  it('names the scope that lacks', async () => {
    const server = await playing();
    const lacking = async (scope: string) => {
      server.world.lacking.clear();
      server.world.lacking.add(scope);
      const { ok, items } = await pagerduty.check(settingsOf(server), witnessed().context);
      return [ok, items.filter((item) => !item.ok).map(({ permission }) => permission)];
    };
    expect(await lacking('incidents.read')).toEqual([false, ['incidents.read', 'incidents.read']]);
    expect(await lacking('users.read')).toEqual([true, ['users.read']]);
  });

  it('says that the key is refused, and repeats it nowhere', async () => {
    const server = await playing();
    const witness = witnessed();
    const token = 'planted-and-wrong';
    const report = await pagerduty.check(settingsOf(server, { token }), witness.context);
    const message = expect.stringMatching(/token .*EU api\.eu\.pagerduty\.com/);
    expect(report.items).toMatchObject([{ what: 'API key', ok: false, message }]);
    for (const text of [JSON.stringify(report), witness.lines.join()])
      expect(text).not.toContain(token);
    await expect(gather(server, {}, { token })).rejects.toThrow('does not take the token');
  });

  it('logs in with a key of the API, and with a token of OAuth', async () => {
    const token = 'pdus+_0XBPWQQ_dfce26b2';
    const server = await playing({ token });
    const { ok } = await pagerduty.check(settingsOf(server), witnessed().context);
    expect(ok).toBe(true);
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${token}`);
    expect(server.requests[0]?.headers.accept).toBe('application/vnd.pagerduty+json;version=2');
  });
});

describe('what can be found of PagerDuty', () => {
  it('offers services and teams, in pages, and looks up one incident', async () => {
    const server = await playing();
    const { context } = witnessed();
    const settings = settingsOf(server, { services: 'PSERV00,PSERV01,PSERV02' });
    const find = (kind: string, search: string | null, after: string | null = null) =>
      pagerduty.discover!(settings, { kind, search, first: 3, after }, context);
    const first = await find('SERVICE', null);
    expect(first.items.map(({ value }) => value)).toEqual(['PSERV00', 'PSERV01', 'PSERV02']);
    expect(await find('SERVICE', null, first.cursor)).toMatchObject({
      ...{ items: [{ value: 'PSERV03', label: 'Mail' }], cursor: null },
    });
    expect((await find('TEAM', 'shop')).items).toMatchObject([{ value: 'PTEAM00' }]);
    expect((await find('NOTHING', null)).items).toEqual([]);
    const look = (what: string) => pagerduty.spotCheck!(settings, what, context);
    const factId = `pagerduty:${new URL(server.url).host}:incident:Q000000002`;
    expect(await look('#2')).toMatchObject({ found: true, factId });
    expect(await look('Q000000002')).toMatchObject({ found: true, factId });
    expect(await look('#999')).toMatchObject({ found: false });
    expect(await look('../users')).toMatchObject({ found: false });
  });
});
