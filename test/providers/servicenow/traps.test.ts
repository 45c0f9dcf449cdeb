import { describe, expect, it } from 'vitest';
import { servicenow } from '../../../src/providers/servicenow/index.js';
import { witnessed } from '../http/vendor-server.js';
import { addRow, emptyWorld } from '../play/servicenow/generator.js';
import { change, deleteRow } from '../play/servicenow/mutations.js';
import type { World } from '../play/servicenow/types.js';
import { vendorTime } from '../play/servicenow/vendor-time.js';
import { gather, incidentsIn, mapped, playing, settingsOf, tombstonesIn } from './support.js';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 5, 1, 12);

/** A world of incidents that were opened so many hours ago. */
function worldOf(...hours: readonly number[]): World {
  const world = emptyWorld({ now: NOW });
  for (const ago of hours) addRow(world, 'incident', { opened_at: vendorTime(NOW - ago * HOUR) });
  return world;
}
const keysIn = (pages: Parameters<typeof incidentsIn>[0]): readonly string[] =>
  incidentsIn(pages).map(({ key }) => key);
const queriesOf = (asked: readonly { readonly url: string }[], table = 'incident') =>
  asked.flatMap(({ url }) => {
    const { pathname, searchParams } = new URL(url, 'http://instance.play');
    return pathname.endsWith(`/${table}`) ? [searchParams] : [];
  });

const row = (more: Readonly<Record<string, unknown>> = {}) => ({
  ...{ sys_id: 'a'.repeat(32), number: 'INC1', state: '1', sys_updated_on: '2026-05-02 08:00:00' },
  ...{ sys_created_on: '2026-05-01 08:00:00', opened_at: '2026-05-01 07:00:00' },
  ...more,
});
const incidentOf = (...given: Parameters<typeof row>) => mapped([row(...given)]).INCIDENT![0]!;

describe('the traps of ServiceNow: reading', () => {
  it('servicenow 1: short and empty pages in the middle end no walk', async () => {
    const server = await playing({ world: worldOf(1, 2, 3, 4, 5, 6, 7, 8, 9) });
    const { world } = server;
    world.mostRows = 3;
    const ids = [...world.tables.incident!.keys()];
    // All of the second page, and one row of the third.
    for (const id of [...ids.slice(3, 6), ids[7]!]) world.hidden.add(id);
    const { pages } = await gather(server);
    expect(keysIn(pages)).toEqual(['1', '2', '3', '7', '9'].map((number) => `INC000000${number}`));
  });

  it('servicenow 2: every request names its limit, which is never the default of 10,000', async () => {
    const server = await playing();
    const { asked } = await gather(server);
    const limits = asked.map(({ url }) =>
      new URL(url, server.url).searchParams.get('sysparm_limit'),
    );
    for (const limit of limits) expect(Number(limit)).toBeLessThanOrEqual(1_000);
  });

  it('servicenow 3: rows of one second are all read, and a row that changes meanwhile moves none', async () => {
    const server = await playing({ world: worldOf(...Array.from({ length: 11 }, () => 5)) });
    server.world.mostRows = 2;
    const first = await gather(server);
    expect(new Set(keysIn(first.pages)).size).toBe(11);
    for (const params of queriesOf(first.asked)) expect(params.has('sysparm_offset')).toBe(false);
    // All of them change in one second, too.
    server.world.now += HOUR;
    for (const key of keysIn(first.pages)) change(server.world, key, { priority: '1' });
    const second = await gather(server, { cursor: first.cursor });
    expect(new Set(keysIn(second.pages)).size).toBe(11);
  });

  it('servicenow 4: instants are values in UTC, and an account in another zone is found out before anything is read', async () => {
    const shown = { display_value: '2026-05-02 01:00:00', value: '2026-05-02 08:00:00' };
    expect(incidentOf({ sys_updated_on: shown }).updatedAt).toBe(Date.UTC(2026, 4, 2, 8));
    const server = await playing({ world: worldOf(1, 2) });
    server.world.zoneMinutes = -7 * 60;
    await expect(gather(server)).rejects.toThrow('set the time zone of the account to UTC');
    const { ok, items } = await servicenow.check(settingsOf(server), witnessed().context);
    expect(ok).toBe(false);
    expect(items.find((item) => !item.ok)).toMatchObject({ what: 'Time zone of the account' });
  });

  it.each([
    ['Europe/London', false],
    ['GMT', true],
    ['', true],
  ])(
    'servicenow 4: the zone %s of the account is UTC in summer and winter: %s',
    async (zone, isRight) => {
      const server = await playing({ world: worldOf(1) });
      [...server.world.tables.sys_user!.values()][0]!.time_zone = zone;
      const { ok } = await servicenow.check(settingsOf(server), witnessed().context);
      expect(ok).toBe(isRight);
    },
  );

  it('servicenow 5: a column that does not exist is refused, since its condition would be ignored', async () => {
    const server = await playing({ world: worldOf(1, 2) });
    const given = { incidentFilter: 'priorty=1^ORpriority=2^assignment_group.name=Shop' };
    await expect(gather(server, {}, given)).rejects.toThrow('asks for priorty, which');
    const { items } = await servicenow.check(settingsOf(server, given), witnessed().context);
    expect(items.filter(({ ok }) => !ok)).toMatchObject([{ permission: 'personalize_dictionary' }]);
  });

  it('servicenow 11: a deleted row is missed by the census of a sweep', async () => {
    const server = await playing({ world: worldOf(1, 2, 3) });
    const first = await gather(server);
    server.world.now += HOUR;
    deleteRow(server.world, 'INC0000002');
    const increment = await gather(server, { cursor: first.cursor });
    expect(increment.pages).toEqual([]);
    const sweep = await gather(server, { cursor: first.cursor, pass: 'SWEEP' });
    expect(tombstonesIn(sweep.pages)).toMatchObject([{ kind: 'INCIDENT', updatedAt: NOW + HOUR }]);
    const again = await gather(server, { cursor: sweep.cursor, pass: 'SWEEP' });
    expect(tombstonesIn(again.pages)).toEqual([]);
  });

  it('servicenow 11: where most rows are missing, the next sweep decides', async () => {
    const server = await playing({ world: worldOf(...Array.from({ length: 30 }, (_, at) => at)) });
    const first = await gather(server);
    for (const key of keysIn(first.pages)) deleteRow(server.world, key);
    const sweep = await gather(server, { cursor: first.cursor, pass: 'SWEEP' });
    expect(tombstonesIn(sweep.pages)).toEqual([]);
    const second = await gather(server, { cursor: sweep.cursor, pass: 'SWEEP' });
    expect(tombstonesIn(second.pages)).toHaveLength(30);
  });

  it('servicenow 12: 404 of no record is an empty list, and another 404 is none', async () => {
    const server = await playing({ world: worldOf(1) });
    const answer = (message: string) => ({
      ...{ kind: 'ANSWER' as const, status: 404 },
      body: { error: { message, detail: null }, status: 'failure' },
    });
    const when = ({ path }: { readonly path: string }) => path.endsWith('/incident');
    server.faults.add({ effect: answer('No Record found'), when });
    expect(incidentsIn((await gather(server)).pages)).toEqual([]);
    server.faults.add({ effect: answer('Not here'), when });
    await expect(gather(server)).rejects.toThrow('404');
  });

  it('servicenow 13: what moves no date, such as a renamed service, comes with the weekly sweep', async () => {
    const server = await playing({ world: worldOf(1) });
    const [service] = server.world.tables.cmdb_ci_service!.values();
    change(server.world, 'INC0000001', { business_service: service!.sys_id! });
    const first = await gather(server);
    service!.name = 'Till';
    expect((await gather(server, { cursor: first.cursor })).pages).toEqual([]);
    const sweep = await gather(server, { cursor: first.cursor, pass: 'SWEEP' });
    expect(incidentsIn(sweep.pages)).toMatchObject([{ service: 'Till' }]);
    expect(servicenow.rhythm?.sweepHours).toBe(7 * 24);
  });

  it('servicenow 14: a transaction that takes too long is asked for fewer rows', async () => {
    const server = await playing({ world: worldOf(1, 2, 3) });
    server.world.canceledAbove = 300;
    const { pages, asked } = await gather(server);
    expect(keysIn(pages)).toHaveLength(3);
    const limits = queriesOf(asked).map((params) => params.get('sysparm_limit'));
    expect(limits.at(-1)).toBe('250');
  });

  it('servicenow 15: an error beside rows fails the run, and HTML is said to be no answer of ServiceNow', async () => {
    const server = await playing({ world: worldOf(1) });
    server.world.errorBeside = 'The result was cut.';
    await expect(gather(server)).rejects.toThrow('The result was cut.');
    server.world.errorBeside = null;
    const body = '<html><body>Your instance is hibernating</body></html>';
    server.faults.add({ effect: { kind: 'ANSWER', status: 200, body } });
    await expect(gather(server)).rejects.toThrow('check the base URL');
  });

  it('servicenow 16: rows of all domains are asked for where the settings say so', async () => {
    const server = await playing({ world: worldOf(1) });
    const flags = async (given: Record<string, string>) => {
      const { asked } = await gather(server, {}, given);
      return queriesOf(asked).map((params) => params.get('sysparm_query_no_domain'));
    };
    expect(new Set(await flags({}))).toEqual(new Set([null]));
    expect(new Set(await flags({ allDomains: 'true' }))).toEqual(new Set(['true']));
  });

  it('servicenow 17: there is no webhook, so it is asked each 5 minutes', async () => {
    expect(servicenow.rhythm?.minutes).toBe(5);
    expect(servicenow.receive).toBeUndefined();
    const server = await playing({ world: worldOf(2, 1) });
    const first = await gather(server);
    server.world.now += 300_000;
    expect((await gather(server, { cursor: first.cursor })).pages).toEqual([]);
    change(server.world, 'INC0000001', { state: '6', resolved_at: vendorTime(NOW) });
    const next = await gather(server, { cursor: first.cursor });
    expect(incidentsIn(next.pages)).toMatchObject([{ key: 'INC0000001', resolvedAt: NOW }]);
  });
});
