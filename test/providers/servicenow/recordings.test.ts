import { describe, expect, it } from 'vitest';
import { servicenow } from '../../../src/providers/servicenow/index.js';
import { witnessed } from '../http/vendor-server.js';
import {
  contractFaults,
  contractOf,
  hasContracts,
  hasRecordings,
  recorded,
} from '../play/kit/recordings.js';
import { change, deleteRow } from '../play/servicenow/mutations.js';
import { gather, mapped, playing, settingsOf } from './support.js';

type Row = Readonly<Record<string, unknown>>;
const at = (text: string): number => Date.parse(`${text}Z`);

/** Rows of whole answers, one or several. */
const rowsOf = (name: string, path: RegExp): readonly Row[] =>
  recorded<{ readonly result: Row | readonly Row[] }>('servicenow', name)
    .filter(({ url }) => path.test(url ?? ''))
    .flatMap(({ data }) => [data.result].flat() as Row[]);

describe.skipIf(!hasRecordings('servicenow'))('every recorded answer of ServiceNow', () => {
  it('rows of the Table API map whole, whatever their class', () => {
    const rows = rowsOf('table', /\/table\//);
    const { INCIDENT, dropped } = mapped(rows);
    expect([rows.length, INCIDENT?.length, dropped]).toEqual([4, 4, undefined]);
    const found = INCIDENT!.find(({ key }) => key === 'INC0000050')!;
    expect(found).toMatchObject({
      id: 'servicenow:instance.example.com:incident:ef43c6d40a0a0b5700c77f9bf387afe3',
      ...{ status: 'In Progress', priority: '1', severity: '3', urgency: '1' },
      title: "Can't access Exchange server - is it down?",
      ...{ createdAt: at('2015-11-02T21:58:24'), updatedAt: at('2016-01-22T14:12:37') },
      ...{ resolvedAt: null, closedAt: null, assignmentGroup: null, service: null },
      owner: { applicationType: 'SERVICENOW', id: '681b365ec0a80164000fb0b05854a0cd', name: null },
    });
  });

  it('flat incidents map whole, with the service that they name', () => {
    const rows = recorded('servicenow', 'incidents_flat').map(({ data }) => data);
    const { INCIDENT, dropped } = mapped(rows);
    expect(dropped).toBeUndefined();
    expect(INCIDENT?.map(({ key, status, service }) => [key, status, service])).toEqual([
      ['INC0000002', 'On Hold', 'FileServerFloor2'],
      ['INC0000003', 'In Progress', 'FileServerFloor2'],
    ]);
  });

  it('changes with both values map whole, by the value in UTC and not by what the user saw', () => {
    const rows = rowsOf('change_management', /\/change(?:\/\{sys_id\})?$/).filter(
      (row) => 'number' in row,
    );
    const { CHANGE_REQUEST, dropped } = mapped(rows, { table: 'change_request' });
    expect([rows.length > 0, CHANGE_REQUEST?.length, dropped]).toEqual([
      true,
      rows.length,
      undefined,
    ]);
    const found = CHANGE_REQUEST!.find(({ key }) => key === 'CHG0000024')!;
    expect(found).toMatchObject({ status: 'Closed', updatedAt: at('2015-07-06T18:59:27') });
    expect(found.customFields).toMatchObject({ type: ['Standard'] });
  });

  it('users come in as owners, with name and address', async () => {
    const server = await playing();
    const user = recorded<Record<string, string>>('servicenow', 'users')[0]!.data;
    server.world.tables.sys_user!.set(user.sys_id!, { ...user });
    change(server.world, 'INC0000001', { assigned_to: user.sys_id! });
    const { pages } = await gather(server);
    const body = pages.map((page) => JSON.stringify(servicenow.toFacts(page))).join();
    expect(body).toContain(
      JSON.stringify({
        ...{ applicationType: 'SERVICENOW', id: user.sys_id, name: user.name, email: user.email },
      }),
    );
  });
});

/** `oauth_token.do` is sent as a form; the checker reads queries alone. */
describe.skipIf(!hasContracts)('the contract of ServiceNow', () => {
  it('allows every request of ours and every answer of the play server', async () => {
    const contracts = [await contractOf('servicenow/table-api.json')];
    const server = await playing();
    server.world.mostRows = 15;
    const given = { incidentFilter: 'priorityIN1,2', customFields: 'u_team', allDomains: 'true' };
    const first = await gather(server, {}, given);
    server.world.now += 600_000;
    deleteRow(server.world, 'CHG0000002');
    change(server.world, 'INC0000002', { priority: '1' });
    await gather(server, { cursor: first.cursor, pass: 'SWEEP' }, given);
    const settings = settingsOf(server, { ...given, login: 'CLIENT' });
    const { context } = witnessed({ now: server.world.now });
    expect(await servicenow.check(settings, context)).toMatchObject({ ok: true });
    const request = { kind: 'FIELD', search: 'team', first: 10, after: null };
    expect((await servicenow.discover!(settings, request, context)).items).toHaveLength(1);
    await servicenow.spotCheck!(settings, 'INC0000002', context);
    const faults = server.requests.flatMap((asked) => contractFaults(contracts, asked));
    expect([...new Set(faults)]).toEqual([]);
    expect(new Set(server.requests.map(({ path }) => path)).size).toBe(6);
  });
});
