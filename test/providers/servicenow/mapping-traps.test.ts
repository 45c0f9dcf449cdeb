import { describe, expect, it } from 'vitest';
import { servicenow } from '../../../src/providers/servicenow/index.js';
import { statesOf } from '../../../src/providers/servicenow/states.js';
import { inTimeZone } from '../../in-time-zone.js';
import { mapped } from './support.js';

const row = (more: Readonly<Record<string, unknown>> = {}) => ({
  ...{ sys_id: 'a'.repeat(32), number: 'INC1', state: '1', sys_updated_on: '2026-05-02 08:00:00' },
  ...{ sys_created_on: '2026-05-01 08:00:00', opened_at: '2026-05-01 07:00:00' },
  ...more,
});
const incidentOf = (...given: Parameters<typeof row>) => mapped([row(...given)]).INCIDENT![0]!;
const changeOf = (more: Readonly<Record<string, unknown>>, states = {}) =>
  mapped([row(more)], { table: 'change_request', states }).CHANGE_REQUEST![0]!;

const settings = (more: Readonly<Record<string, string>> = {}) =>
  servicenow.settings.parse({
    ...{ baseUrl: 'example.service-now.com', user: 'u', token: 't' },
    ...more,
  });

const ENDED = { resolved_at: '2026-05-01 09:00:00', closed_at: '2026-05-03 09:00:00' };
const resolvedAt = Date.UTC(2026, 4, 1, 9);
const closedAt = Date.UTC(2026, 4, 3, 9);

describe('the traps of ServiceNow: rows', () => {
  it('servicenow 6: texts, numbers and empty texts say the same', () => {
    const texts = incidentOf({ state: '6', priority: '3', severity: '', ...ENDED });
    const numbers = incidentOf({ state: 6.0, priority: 3.0, severity: null, ...ENDED });
    expect(texts).toEqual(numbers);
    expect(texts).toMatchObject({ priority: '3', severity: null, status: 'Resolved', resolvedAt });
    expect(incidentOf({ resolved_at: '', closed_at: '' })).toMatchObject({
      ...{ resolvedAt: null, closedAt: null },
    });
  });

  it('servicenow 7: a reference is an object with or without a name, a text, or nothing', () => {
    const id = 'b'.repeat(32);
    const both = { display_value: 'Ada', value: id, link: 'https://instance.example.com/x' };
    expect(incidentOf({ assigned_to: both }).owner).toMatchObject({ id, name: 'Ada', email: null });
    const linked = incidentOf({
      assigned_to: { link: 'x', value: id },
      assignment_group: { value: id },
    });
    expect(linked).toMatchObject({ owner: { id, name: null }, assignmentGroup: null });
    expect(incidentOf({ assigned_to: id }).owner).toMatchObject({ id, name: null });
    for (const none of ['', null, undefined, { display_value: '', value: '' }])
      expect(incidentOf({ assigned_to: none }).owner).toBeNull();
  });

  it('servicenow 7: the service is that of business, else the configuration item', () => {
    const [till, host] = ['Till', 'host-7'].map((name) => ({ display_value: name, value: name }));
    expect(incidentOf({ business_service: till, cmdb_ci: host }).service).toBe('Till');
    expect(incidentOf({ business_service: '', cmdb_ci: host }).service).toBe('host-7');
    expect(incidentOf().service).toBeNull();
  });

  it('servicenow 8: states go by the words of the instance, and the settings come first', () => {
    const choices = [
      { name: 'task', value: '3', label: 'Closed Complete', language: 'en' },
      { name: 'change_request', value: '3', label: 'Erledigt', language: 'de' },
      { name: 'change_request', value: '3', label: 'Closed', language: 'en' },
      { name: 'change_request', value: '20', label: 'Live', language: 'en' },
      { name: 'change_request', value: '21', label: 'Closed, kept under watch', language: 'en' },
    ];
    const plain = statesOf('change_request', choices, settings());
    expect(plain).toMatchObject({
      ...{ '3': ['Closed', 'CLOSED'], '20': ['Live', 'OPEN'] },
      '21': ['Closed, kept under watch', 'CLOSED'],
    });
    const own = statesOf('change_request', choices, settings({ changeStates: '20 = Closed' }));
    expect(own['20']).toEqual(['Closed', 'CLOSED']);
    expect(changeOf({ state: '20', ...ENDED }, own)).toMatchObject({ status: 'Closed', closedAt });
    // Without words, a state is what ServiceNow delivers under its number.
    expect(changeOf({ state: '-1' }).status).toBe('Implement');
    expect(changeOf({ state: '3', work_end: '2026-05-01 09:00:00', ...ENDED })).toMatchObject({
      ...{ status: 'Closed', resolvedAt, closedAt },
    });
    expect(changeOf({ state: '4', ...ENDED })).toMatchObject({
      status: 'Canceled',
      closedAt: null,
    });
  });

  it('servicenow 9: an incident is resolved only while its state says so', () => {
    expect(incidentOf({ state: '6', ...ENDED })).toMatchObject({ resolvedAt, closedAt: null });
    expect(incidentOf({ state: '7', ...ENDED })).toMatchObject({ resolvedAt, closedAt });
    const reopened = incidentOf({ state: '2', ...ENDED });
    expect(reopened).toMatchObject({ status: 'In Progress', resolvedAt: null, closedAt: null });
    const canceled = incidentOf({ state: '8', ...ENDED });
    expect(canceled).toMatchObject({ status: 'Canceled', resolvedAt: null, closedAt: null });
  });

  it('servicenow 10: a priority is its value, not what people see', () => {
    const seen = { display_value: '1 - Critical', value: '1' };
    expect(incidentOf({ priority: seen, severity: seen, urgency: seen })).toMatchObject({
      ...{ priority: '1', severity: '1', urgency: '1' },
    });
  });

  it('keeps further fields as people see them, and their dates in UTC', () => {
    const rows = [
      row({
        u_team: { display_value: 'Blue', value: 'b'.repeat(32) },
        u_seen: { display_value: '2026-05-02 01:00:00', value: '2026-05-02 08:00:00' },
        ...{ u_none: '', category: 'software' },
      }),
    ];
    const custom = ['u_team', 'u_seen', 'u_none', 'u_absent'];
    expect(mapped(rows, { custom }).INCIDENT![0]!.customFields).toEqual({
      ...{ category: ['software'], u_team: ['Blue'], u_seen: ['2026-05-02T08:00:00.000Z'] },
    });
  });

  it('knows people who are no humans by their own mark', () => {
    const assigned_to = { display_value: 'Robot', value: 'c'.repeat(32) };
    const users = { [assigned_to.value]: { name: 'Robot', email: 'r@example.com', isBot: true } };
    const { INCIDENT } = mapped([row({ assigned_to })], { users });
    expect(INCIDENT![0]!.owner).toEqual({
      ...{ applicationType: 'SERVICENOW', id: assigned_to.value, name: 'Robot' },
      ...{ email: 'r@example.com', bot: true },
    });
  });

  it('drops a record that it cannot read, by reason, and no other', () => {
    const undated = row({ sys_created_on: '', opened_at: '' });
    const { INCIDENT, dropped } = mapped([row(), undated, row({ sys_id: '' }), 7]);
    expect(INCIDENT).toHaveLength(1);
    expect(dropped).toEqual({ MALFORMED_INCIDENT: 3 });
  });

  it.each(['UTC', 'America/Los_Angeles', 'Asia/Kolkata'])(
    'reads the same instants where the process lives in %s',
    async (zone) => {
      const { createdAt, updatedAt } = await inTimeZone(zone, () => incidentOf());
      expect([createdAt, updatedAt]).toEqual([Date.UTC(2026, 4, 1, 7), Date.UTC(2026, 4, 2, 8)]);
    },
  );
});
