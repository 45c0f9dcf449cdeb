import { describe, expect, it } from 'vitest';
import { pagerduty } from '../../../src/providers/pagerduty/index.js';
import { witnessed } from '../http/vendor-server.js';
import {
  contractFaults,
  contractOf,
  hasContracts,
  hasRecordings,
  recorded,
} from '../play/kit/recordings.js';
import { alert, resolve, trigger } from '../play/pagerduty/mutations.js';
import { gather, mapped, playing, settingsOf } from './support.js';

type Item = Record<string, unknown> & { readonly id: string };
const dataOf = (name: string): Item[] => recorded<Item>('pagerduty', name).map(({ data }) => data);

describe.skipIf(!hasRecordings('pagerduty'))('every recorded answer of PagerDuty', () => {
  it('incidents map whole, with the log entries that came along', () => {
    const incidents = dataOf('incidents');
    const logs = Object.fromEntries(incidents.map((one) => [one.id, one.log_entries as Item[]]));
    const { INCIDENT, dropped } = mapped(incidents, { logs });
    expect(dropped).toBeUndefined();
    expect(INCIDENT?.map(({ key, status, resolvedAt }) => [key, status, resolvedAt])).toEqual([
      ['#4', 'triggered', null],
      ['#5', 'acknowledged', null],
      ['#6', 'resolved', expect.any(Number)],
    ]);
    expect(INCIDENT![0]).toMatchObject({
      ...{ id: 'pagerduty:api.pagerduty.com:incident:Q3YON8WNWTZMRQ', title: 'Crash reported' },
      ...{ createdAt: Date.UTC(2022, 10, 3, 6, 23, 6), service: 'DevService', urgency: 'high' },
      // It was assigned twice: the first had it first.
      owner: { applicationType: 'PAGERDUTY', id: 'PQYACO3', name: 'Keon Amini', email: null },
    });
    const [, , resolved] = incidents;
    const entry = (resolved!.log_entries as Item[]).find(
      ({ type }) => type === 'resolve_log_entry',
    );
    expect(INCIDENT![2]!.resolvedAt).toBe(Date.parse(String(entry?.created_at)));
  });

  it('incidents of another account map whole, with their own resolution', () => {
    const { INCIDENT, dropped } = mapped(dataOf('incidents_more'));
    expect(dropped).toBeUndefined();
    expect(INCIDENT?.map(({ resolvedAt }) => resolvedAt)).toEqual([
      ...[null, Date.UTC(2021, 9, 29, 5, 45, 33)],
    ]);
  });

  it('log entries are read, and people and services where they are named', async () => {
    const entries = dataOf('log_entries');
    const [incident] = dataOf('incidents_more');
    expect(mapped([incident], { logs: { [incident!.id]: entries } }).dropped).toBeUndefined();
    const server = await playing();
    const [user] = dataOf('users');
    server.world.users.set(user!.id, user!);
    trigger(server.world, 'PSERV00', {}, user!.id);
    const { pages } = await gather(server);
    const found = pages.flatMap((page) => pagerduty.toFacts(page).INCIDENT ?? []);
    expect(found.find(({ owner }) => owner?.id === user!.id)?.owner).toEqual({
      ...{ applicationType: 'PAGERDUTY', id: user!.id, name: user!.name, email: user!.email },
    });
    const [service] = dataOf('services');
    server.world.services.set(service!.id, { ...service, name: service!.summary });
    const request = { kind: 'SERVICE', search: 'devops', first: 10, after: null };
    const { items } = await pagerduty.discover!(settingsOf(server), request, witnessed().context);
    expect(items).toMatchObject([{ value: service!.id, label: 'DevOps platform' }]);
  });
});

/** The contract's two lists of types have no acknowledgement in common, which recorded answers have. */
const withoutAcknowledgements = (answer: unknown): unknown => {
  const body = answer as { readonly log_entries?: readonly { readonly type: unknown }[] } | null;
  const entries = body?.log_entries;
  if (!entries) return answer;
  return { ...body, log_entries: entries.filter(({ type }) => type !== 'acknowledge_log_entry') };
};

describe.skipIf(!hasContracts)('the contract of PagerDuty', () => {
  it('allows every request of ours and every answer of the play server', async () => {
    const contracts = [await contractOf('pagerduty/rest-v2.json')];
    const server = await playing();
    const { world } = server;
    world.mostOffset = 200;
    const first = await gather(server, {}, { teams: 'PTEAM00,PTEAM01' });
    world.now += 600_000;
    const { id } = trigger(world, 'PSERV01');
    alert(world, id, 'critical');
    resolve(world, id);
    world.incidents.delete('Q000000003');
    await gather(server, { cursor: first.cursor, pass: 'SWEEP' });
    const settings = settingsOf(server, { services: 'PSERV00' });
    const { context } = witnessed({ now: world.now });
    expect(await pagerduty.check(settings, context)).toMatchObject({ ok: true });
    for (const kind of ['SERVICE', 'TEAM'])
      await pagerduty.discover!(settings, { kind, search: 'a', first: 10, after: null }, context);
    await pagerduty.spotCheck!(settings, '#2', context);
    for await (const _ of pagerduty.fetchNudged!(settings, [`incident/${id}`], context));
    const faults = server.requests.flatMap((asked) =>
      contractFaults(contracts, { ...asked, answer: withoutAcknowledgements(asked.answer) }),
    );
    expect([...new Set(faults)]).toEqual([]);
    expect(new Set(server.requests.map(({ route }) => route)).size).toBeGreaterThan(9);
  });
});
