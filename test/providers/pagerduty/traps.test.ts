import { describe, expect, it } from 'vitest';
import { createLimits } from '../../../src/providers/http/limits.js';
import { pagerduty } from '../../../src/providers/pagerduty/index.js';
import { witnessed } from '../http/vendor-server.js';
import { emptyWorld, reference } from '../play/pagerduty/company.js';
import { acknowledge, alert, change, resolve, trigger } from '../play/pagerduty/mutations.js';
import type { World } from '../play/pagerduty/types.js';
import { gather, idsIn, incidentsIn, playing, settingsOf, tombstonesIn } from './support.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOW = Date.UTC(2026, 5, 1, 12);

/** A world of incidents that began so many minutes ago. */
function worldOf(...minutes: readonly number[]): World {
  const world = emptyWorld(NOW);
  for (const ago of minutes) {
    world.now = NOW - ago * MINUTE;
    trigger(world, ago % 2 === 0 ? 'PSERV00' : 'PSERV01');
  }
  world.now = NOW;
  return world;
}
const queriesOf = (asked: readonly { readonly url: string; readonly path: string }[], of: string) =>
  asked.flatMap(({ url, path }) =>
    path === of ? [new URL(url, 'http://pagerduty.play').searchParams] : [],
  );
const minutes = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);

/** The ranges that a first sync, and a sweep half a year later, ask for. */
async function rangesOf(): Promise<readonly URLSearchParams[]> {
  const server = await playing({ world: worldOf(1, 2) });
  const first = await gather(server, { since: NOW - 400 * DAY });
  server.world.now += 200 * DAY;
  const second = await gather(server, { cursor: first.cursor, pass: 'SWEEP' });
  const asked = [...first.asked, ...second.asked];
  const ranges = ['/incidents', '/log_entries'].map((path) => queriesOf(asked, path));
  for (const all of ranges) expect(all.length).toBeGreaterThan(5);
  return ranges.flat();
}

describe('the traps of PagerDuty: reading', () => {
  it('pagerduty 1: a window with more incidents than are paged is halved until it has less', async () => {
    const server = await playing({ world: worldOf(...minutes(250).map((at) => at * 90)) });
    server.world.mostOffset = 100;
    const { pages, asked } = await gather(server, {}, { alerts: 'false' });
    expect(new Set(idsIn(pages)).size).toBe(250);
    const spans = queriesOf(asked, '/incidents').map(
      (query) => Date.parse(query.get('until')!) - Date.parse(query.get('since')!),
    );
    expect(Math.min(...spans)).toBeLessThan(8 * DAY);
  });

  it('pagerduty 1: below a minute it is split by service', async () => {
    const server = await playing({ world: worldOf(...minutes(150)) });
    const { world } = server;
    for (const incident of world.incidents.values())
      Object.assign(incident, { created_at: '2026-06-01T11:00:00Z' });
    world.mostOffset = 100;
    const { pages, asked } = await gather(server, {}, { alerts: 'false' });
    expect(new Set(idsIn(pages)).size).toBe(150);
    const services = queriesOf(asked, '/incidents').flatMap((query) =>
      query.getAll('service_ids[]'),
    );
    expect(services).toEqual(expect.arrayContaining(['PSERV00', 'PSERV01']));
  });

  it('pagerduty 1: log entries are read by halves, too', async () => {
    const server = await playing({ world: worldOf(1) });
    const first = await gather(server);
    server.world.now += DAY;
    for (const at of minutes(130)) {
      server.world.now += 2 * MINUTE;
      trigger(server.world, at % 2 === 0 ? 'PSERV00' : 'PSERV01');
    }
    server.world.mostOffset = 200;
    const { pages } = await gather(server, { cursor: first.cursor }, { alerts: 'false' });
    expect(new Set(idsIn(pages)).size).toBe(131);
  });

  it('pagerduty 2: both ends of a range are given, at most a month apart', async () => {
    for (const query of await rangesOf()) {
      const [since, until] = ['since', 'until'].map((name) => Date.parse(query.get(name)!));
      expect(until! - since!).toBeGreaterThan(0);
      expect(until! - since!).toBeLessThanOrEqual(31 * DAY);
      expect(query.has('date_range')).toBe(false);
    }
  });

  it('pagerduty 5: ranges are given in UTC, whatever zone the account has', async () => {
    for (const query of await rangesOf()) {
      for (const name of ['since', 'until']) expect(query.get(name)).toMatch(/T[\d:]{8}Z$/);
      expect(query.get('time_zone')).toBe('UTC');
    }
  });

  it('pagerduty 3: a list goes on by its own word, without a total', async () => {
    const server = await playing({ world: worldOf(...minutes(230)) });
    const { pages, asked } = await gather(server, {}, { alerts: 'false' });
    expect(new Set(idsIn(pages)).size).toBe(230);
    const queries = queriesOf(asked, '/incidents').slice(0, 3);
    expect(queries.map((query) => query.get('offset'))).toEqual([null, '100', '200']);
  });

  it('pagerduty 6: pages of 100 are asked for, once in each request', async () => {
    const server = await playing({ world: worldOf(...minutes(130)) });
    const { asked } = await gather(server);
    const limits = queriesOf(asked, '/incidents').map((query) => query.getAll('limit'));
    expect(limits).toEqual(limits.map(() => ['100']));
  });

  it('pagerduty 4: an old incident that is resolved today comes in by its log entry', async () => {
    const server = await playing({ world: worldOf(100 * 24 * 60, 5) });
    const first = await gather(server);
    server.world.now += 10 * MINUTE;
    acknowledge(server.world, 'Q000000001', 'PUSER02');
    server.world.now += 10 * MINUTE;
    resolve(server.world, 'Q000000001');
    const second = await gather(server, { cursor: first.cursor });
    expect(incidentsIn(second.pages).filter(({ status }) => status === 'resolved')).toMatchObject([
      { key: '#1', resolvedAt: NOW + 20 * MINUTE, owner: { id: 'PUSER00' } },
    ]);
    const third = await gather(server, { cursor: second.cursor });
    expect(third.pages).toEqual([]);
  });

  it('pagerduty 4: a quiet account is asked for no more than the last day', async () => {
    const server = await playing({ world: worldOf(5) });
    let { cursor } = await gather(server);
    for (const days of [40, 1]) {
      server.world.now += days * DAY;
      ({ cursor } = await gather(server, { cursor }));
    }
    const { asked } = await gather(server, { cursor });
    expect(queriesOf(asked, '/log_entries')).toHaveLength(1);
  });

  it('pagerduty 10: the limit is over so many seconds from now', async () => {
    const server = await playing({ world: worldOf(1) });
    const body = { error: { code: 2020, message: 'Rate Limit Exceeded', errors: [] } };
    const headers = { 'ratelimit-remaining': '0', 'ratelimit-reset': '1' };
    server.faults.add({ effect: { kind: 'ANSWER', status: 429, body, headers }, after: 1 });
    const begun = Date.now();
    expect(idsIn((await gather(server)).pages)).toHaveLength(1);
    expect(Date.now() - begun).toBeGreaterThan(900);
    // Some say nothing of it: the key then rests a minute, which no run waits for.
    server.faults.add({ effect: { kind: 'ANSWER', status: 429, body } });
    server.world.saysLimits = false;
    const limits = createLimits(() => 0.5);
    await expect(gather(server, { limits })).rejects.toThrow('allows no more calls until');
  });

  it('pagerduty 12: the severity is the highest of the alerts, and follows them', async () => {
    const server = await playing({ world: worldOf(5, 4, 3) });
    const [first, second] = ['Q000000001', 'Q000000002'];
    for (const severity of ['warning', 'critical', 'info']) alert(server.world, first!, severity);
    alert(server.world, second!, null);
    const { pages, cursor } = await gather(server);
    const severities = new Map(incidentsIn(pages).map(({ key, severity }) => [key, severity]));
    expect([...severities].sort()).toEqual([
      ['#1', 'critical'],
      ['#2', null],
      ['#3', null],
    ]);
    server.world.now += MINUTE;
    alert(server.world, second!, 'error');
    change(server.world, second!, 'priority_change', { priority: { id: 'P1', summary: 'P1' } });
    const next = await gather(server, { cursor });
    expect(incidentsIn(next.pages).find(({ key }) => key === '#2')).toMatchObject({
      ...{ severity: 'error', priority: 'P1' },
    });
    const without = await gather(server, {}, { alerts: 'false' });
    expect(without.asked.some(({ path }) => path.endsWith('/alerts'))).toBe(false);
    expect(incidentsIn(without.pages).every(({ severity }) => severity === null)).toBe(true);
  });

  it('pagerduty 16: a key of the account and a key of a user are checked, each in its way', async () => {
    const server = await playing({ world: worldOf(1) });
    const said = async () => {
      const { ok, items } = await pagerduty.check(settingsOf(server), witnessed().context);
      return [ok, items.find(({ what }) => what === 'API key')?.message];
    };
    expect(await said()).toEqual([true, 'It is a key of the account.']);
    server.world.isUserKey = true;
    expect(await said()).toEqual([true, expect.stringContaining('sees what that user sees')]);
  });

  it('pagerduty 17: accounts of the EU live at an address of their own', () => {
    const of = (baseUrl: string) => pagerduty.settings.parse({ baseUrl, token: 'key' });
    const eu = of('https://api.eu.pagerduty.com/incidents');
    expect(eu.baseUrl).toBe('https://api.eu.pagerduty.com');
    expect(pagerduty.identify(eu).id).toBe('pagerduty:api.eu.pagerduty.com');
    expect(of('').baseUrl).toBe('https://api.pagerduty.com');
    expect(() => of('https://example.pagerduty.com')).toThrow('does not lie at the address');
  });

  it('finds in a sweep what went to a service that is not read, and what is gone', async () => {
    const server = await playing({ world: worldOf(6, 4, 3, 2) });
    const given = { services: 'PSERV00,PSERV01' };
    const first = await gather(server, {}, given);
    server.world.now += MINUTE;
    const service = reference('service', server.world.services.get('PSERV03')!);
    change(server.world, 'Q000000001', 'service_update', { service });
    server.world.incidents.delete('Q000000002');
    const second = await gather(server, { cursor: first.cursor }, given);
    expect(tombstonesIn(second.pages)).toEqual([]);
    const sweep = await gather(server, { cursor: second.cursor, pass: 'SWEEP' }, given);
    expect(tombstonesIn(sweep.pages).map(({ id }) => id.slice(-10))).toEqual([
      ...['Q000000001', 'Q000000002'],
    ]);
    // The others are as they were, so that only the list is read again.
    expect(incidentsIn(sweep.pages)).toEqual([]);
  });
});
