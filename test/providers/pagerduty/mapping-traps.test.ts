import { describe, expect, it } from 'vitest';
import { inTimeZone } from '../../in-time-zone.js';
import { mapped } from './support.js';

const stub = (type: string, id: string, summary: string | null = id) => ({
  ...{ id, type: `${type}_reference`, summary, self: null, html_url: null },
});
const incident = (more: Readonly<Record<string, unknown>> = {}) => ({
  ...{ id: 'Q1', type: 'incident', incident_number: 1, title: 'Down', status: 'triggered' },
  ...{ created_at: '2026-05-01T08:00:00Z', service: stub('service', 'S1', 'Till'), ...more },
});
const entry = (type: string, at: string, more: Readonly<Record<string, unknown>> = {}) => ({
  ...{ id: 'R1', type: `${type}_log_entry`, created_at: `2026-05-01T${at}:00Z`, ...more },
});
const factOf = (more: Readonly<Record<string, unknown>>, entries: readonly unknown[] = []) =>
  mapped([incident(more)], { logs: { Q1: entries } }).INCIDENT![0]!;
const at = (hour: number) => Date.UTC(2026, 4, 1, hour);

describe('the traps of PagerDuty: incidents', () => {
  it('pagerduty 4: it is resolved when it says so, else by its last log entry', () => {
    const resolved = { status: 'resolved', last_status_change_at: '2026-05-01T13:00:00Z' };
    const entries = [
      entry('resolve', '12:00'),
      entry('reopen', '11:00'),
      entry('resolve', '10:00'),
    ];
    const said = { ...resolved, resolved_at: '2026-05-01T09:00:00Z' };
    expect(factOf(said, entries).resolvedAt).toBe(at(9));
    expect(factOf(resolved, entries).resolvedAt).toBe(at(12));
    expect(factOf(resolved).resolvedAt).toBe(at(13));
    expect(factOf({ resolved_at: '2026-05-01T09:00:00Z' }, entries).resolvedAt).toBeNull();
  });

  it('pagerduty 7: nearly everything may be null or absent', () => {
    const nothing = Object.fromEntries(
      [
        ...['incident_number', 'title', 'updated_at', 'last_status_change_at', 'resolved_at'],
        ...['urgency', 'html_url', 'service', 'priority', 'escalation_policy', 'teams'],
        ...['assignments', 'acknowledgements', 'assigned_via', 'last_status_change_by'],
      ].map((key) => [key, null]),
    );
    const { INCIDENT, dropped } = mapped([
      incident(nothing),
      { id: 'Q2', status: 'triggered', created_at: '2026-05-01T08:00:00Z' },
    ]);
    expect(dropped).toBeUndefined();
    expect(INCIDENT).toMatchObject([
      { key: 'Q1', title: '', owner: null, service: null, priority: null, url: null },
      { key: 'Q2', assignmentGroup: null, customFields: {} },
    ]);
  });

  it('pagerduty 8: what was deleted stays as a reference, with its name', () => {
    const assignments = [{ at: '2026-05-01T08:00:00Z', assignee: stub('user', 'U1', 'Ada') }];
    expect(factOf({ assignments })).toMatchObject({
      ...{ service: 'Till', owner: { id: 'U1', name: 'Ada', email: null } },
    });
    expect(factOf({ service: stub('service', 'S1', null) }).service).toBeNull();
  });

  it('pagerduty 9: ids carry the place and the type', () => {
    expect(factOf({}).id).toBe('pagerduty:api.pagerduty.com:incident:Q1');
  });

  it('pagerduty 11: a merged incident is resolved when it was merged, and says so', () => {
    const merged = factOf({ status: 'resolved' }, [entry('merge', '09:00')]);
    expect(merged).toMatchObject({ resolvedAt: at(9), customFields: { merged: ['true'] } });
  });

  it('pagerduty 13: fractions of seconds are read as they come', () => {
    const created = (text: string) => factOf({ created_at: text }).createdAt;
    expect(created('2026-05-01T08:00:00.123456Z')).toBe(at(8) + 123);
    expect(created('2026-05-01T08:00:00.123Z')).toBe(at(8) + 123);
    expect(created('2026-05-01T11:00:00+03:00')).toBe(at(8));
  });

  it('has for its owner the first assignee, else who acknowledged it', () => {
    const assignments = [
      { at: '2026-05-01T10:00:00Z', assignee: stub('user', 'U2') },
      { at: '2026-05-01T09:00:00Z', assignee: stub('user', 'U1') },
    ];
    expect(factOf({ assignments }).owner?.id).toBe('U1');
    const agent = stub('user', 'U3');
    const resolved = { status: 'resolved', assignments: [] };
    const acknowledged = [entry('acknowledge', '09:00', { agent })];
    expect(factOf(resolved, acknowledged).owner?.id).toBe('U3');
    const assigned = [
      entry('assign', '08:00', { assignees: [stub('user', 'U4')] }),
      ...acknowledged,
    ];
    expect(factOf(resolved, assigned).owner?.id).toBe('U4');
    const byService = [entry('acknowledge', '09:00', { agent: stub('service', 'S1') })];
    expect(factOf(resolved, byService).owner).toBeNull();
  });

  it('keeps teams, the policy and the type as further fields', () => {
    const given = {
      teams: [stub('team', 'T2', 'Shop'), stub('team', 'T1', 'Platform')],
      escalation_policy: stub('escalation_policy', 'E1', 'Default'),
      incident_type: { name: 'major_default' },
    };
    expect(factOf(given)).toMatchObject({
      assignmentGroup: 'Platform',
      customFields: {
        ...{ team: ['Platform', 'Shop'], escalation_policy: ['Default'] },
        incident_type: ['major_default'],
      },
    });
  });

  it('drops a record that it cannot read, by reason, and no other', () => {
    const { INCIDENT, dropped } = mapped([incident(), incident({ created_at: null }), 7]);
    expect(INCIDENT).toHaveLength(1);
    expect(dropped).toEqual({ MALFORMED_INCIDENT: 2 });
    const logs = { Q1: [entry('resolve', '09:00'), { type: 'resolve_log_entry' }] };
    const read = mapped([incident({ status: 'resolved' })], { logs });
    expect(read.INCIDENT![0]!.resolvedAt).toBe(at(9));
    expect(read.dropped).toEqual({ MALFORMED_LOG_ENTRY: 1 });
  });

  it.each(['UTC', 'America/Los_Angeles', 'Asia/Kolkata'])(
    'reads the same instants where the process lives in %s',
    async (zone) => {
      expect((await inTimeZone(zone, () => factOf({}))).createdAt).toBe(at(8));
    },
  );
});
