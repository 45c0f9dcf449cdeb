import { describe, expect, it } from 'vitest';
import type { Refusal } from '../../../src/model/errors.js';
import { servicenow } from '../../../src/providers/servicenow/index.js';
import { witnessed } from '../http/vendor-server.js';
import { gather, playing, settingsOf } from './support.js';

const given = { baseUrl: 'https://example.service-now.com', user: 'reader', token: 'secret' };
const faultsOf = (more: Readonly<Record<string, string>>): readonly (string | undefined)[] => {
  try {
    servicenow.settings.parse({ ...given, ...more });
    return [];
  } catch (error) {
    return (error as Refusal).errors.map(({ field }) => field?.[0]);
  }
};

describe('the settings of ServiceNow', () => {
  it.each([
    'example.service-now.com',
    'https://example.service-now.com/',
    'https://example.service-now.com/now/nav/ui/classic/params/target/incident_list.do',
    'https://example.service-now.com/nav_to.do?uri=incident.do',
    'https://example.service-now.com/api/now/table/incident',
  ])('take %s for the address', (baseUrl) => {
    const settings = servicenow.settings.parse({ ...given, baseUrl });
    expect(settings.baseUrl).toBe('https://example.service-now.com');
    expect(servicenow.identify(settings)).toMatchObject({
      id: 'servicenow:example.service-now.com',
    });
  });

  it('say which of them is wrong', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ user: '' })).toEqual(['user']);
    expect(faultsOf({ user: '', login: 'BEARER' })).toEqual([]);
    expect(faultsOf({ user: '', login: 'CLIENT' })).toEqual(['user']);
    expect(faultsOf({ token: '' })).toEqual(['token']);
    expect(faultsOf({ baseUrl: 'https://me:word@example.service-now.com' })).toEqual(['baseUrl']);
    expect(faultsOf({ login: 'COOKIE' })).toEqual(['login']);
    expect(faultsOf({ incidentStates: '6=Done' })).toEqual(['incidentStates']);
    expect(faultsOf({ customFields: 'Team Name' })).toEqual(['customFields']);
    expect(faultsOf({ since: 'yesterday' })).toEqual(['since']);
  });
});

describe('the check of ServiceNow', () => {
  it.each(['BASIC', 'BEARER', 'CLIENT', 'API_KEY'])('passes by %s', async (login) => {
    const server = await playing();
    const { ok, items } = await servicenow.check(
      settingsOf(server, { login }),
      witnessed().context,
    );
    expect(items.filter((item) => !item.ok)).toEqual([]);
    expect(ok).toBe(true);
    expect(items.map(({ what }) => what)).toEqual([
      ...['Account', 'Incidents', 'Change requests', 'Time zone of the account', 'States'],
      ...['Columns of filters', 'E-mail addresses'],
    ]);
  });

  it.each(['BASIC', 'BEARER', 'CLIENT', 'API_KEY'])(
    'says that %s is refused, and repeats no secret',
    async (login) => {
      const server = await playing();
      const witness = witnessed();
      const token = 'planted-and-wrong';
      const report = await servicenow.check(settingsOf(server, { login, token }), witness.context);
      expect(report.items).toMatchObject([
        { what: 'Account', ok: false, message: expect.stringMatching(/token/) },
      ]);
      const basic = Buffer.from(`reader:${token}`).toString('base64');
      for (const text of [JSON.stringify(report), witness.lines.join()])
        for (const secret of [token, basic]) expect(text).not.toContain(secret);
    },
  );

  it('names the role that lacks, where rows are counted but none is seen too', async () => {
    const server = await playing();
    const { world } = server;
    for (const id of world.tables.incident!.keys()) world.hidden.add(id);
    world.refused.add('sys_user');
    const { ok, items } = await servicenow.check(settingsOf(server), witnessed().context);
    expect(ok).toBe(false);
    expect(items.filter((item) => !item.ok).map(({ permission }) => permission)).toEqual([
      ...['itil', 'user_admin', 'user_admin'],
    ]);
  });

  it('finds a further field that does not exist', async () => {
    const server = await playing();
    const settings = settingsOf(server, { customFields: 'u_team, u_squad' });
    const { items } = await servicenow.check(settings, witnessed().context);
    expect(items.find((item) => !item.ok)?.message).toContain('no column u_squad');
  });

  it('reads no change requests where the settings say so', async () => {
    const server = await playing();
    const { asked } = await gather(server, {}, { changeRequests: 'false' });
    expect(asked.some(({ path }) => path.endsWith('/change_request'))).toBe(false);
  });
});

describe('what can be found of ServiceNow', () => {
  it('offers columns, in pages, and looks up one row by its number', async () => {
    const server = await playing();
    const { context } = witnessed();
    const settings = settingsOf(server);
    const request = { kind: 'FIELD', search: '_at', first: 2, after: null };
    const first = await servicenow.discover!(settings, request, context);
    expect(first.items.map(({ value }) => value)).toEqual(['closed_at', 'opened_at']);
    const rest = await servicenow.discover!(settings, { ...request, after: first.cursor }, context);
    expect(rest).toMatchObject({
      items: [{ value: 'resolved_at', detail: 'incident' }],
      cursor: null,
    });
    const look = (what: string) => servicenow.spotCheck!(settings, what, context);
    expect(await look('INC0000002')).toMatchObject({
      found: true,
      factId: expect.stringContaining(':incident:'),
    });
    expect(await look('CHG0000002')).toMatchObject({
      found: true,
      factId: expect.stringContaining(':change_request:'),
    });
    expect(await look('INC9')).toMatchObject({ found: false });
    expect(await look('INC1^NQstate=1')).toMatchObject({ found: false });
  });
});
