import type { IncidentFact } from '../../model/facts/delivery.js';
import type { Person } from '../../model/facts/people.js';
import type { Instant } from '../../model/time.js';
import { lineOf, lineOrNull, storable } from '../names.js';
import type { MappedFacts, Page } from '../provider.js';
import { Records } from '../records.js';
import {
  type GoneBody,
  type IncidentsBody,
  type Stub,
  type WireIncident,
  type WireLogEntry,
  wireAlert,
  wireIncident,
  wireLogEntry,
} from './wire.js';

/** Returns the id of a fact; ids of PagerDuty are unique within a type alone. */
export const incidentId = (host: string, id: string): string => `pagerduty:${host}:incident:${id}`;

type Entries = readonly WireLogEntry[];

const lastAt = (entries: Entries, type: string): Instant | null =>
  entries.findLast((entry) => entry.type === type)?.created_at ?? null;

/** Returns when an incident was resolved the last time, or merged into another; null while it is open. */
function resolvedAtOf(incident: WireIncident, entries: Entries): Instant | null {
  if (incident.status !== 'resolved') return null;
  return (
    incident.resolved_at ??
    lastAt(entries, 'resolve_log_entry') ??
    lastAt(entries, 'merge_log_entry') ??
    incident.last_status_change_at
  );
}

const isUser = ({ type }: Stub): boolean => /^user(?:_reference)?$/.test(type ?? 'user');

const inTime = <Dated extends { readonly at: Instant | null }>(all: readonly Dated[]): Dated[] =>
  all.toSorted((left, right) => (left.at ?? 0) - (right.at ?? 0));

/** The documents call it otherwise than answers do. */
const acknowledging = /^acknowledge(?:ment)?_log_entry$/;

/** Returns the users who had an incident in hand, in order. PagerDuty takes a resolved one from everybody. */
function ownersOf(incident: WireIncident, entries: Entries): readonly Stub[] {
  const agents = entries.flatMap(({ type, agent }) =>
    acknowledging.test(type) ? (agent ?? []) : [],
  );
  const assigned = entries.flatMap(({ type, assignees }) =>
    type === 'assign_log_entry' ? (assignees ?? []) : [],
  );
  return [
    ...inTime(incident.assignments ?? []).flatMap(({ assignee }) => assignee ?? []),
    ...inTime(incident.acknowledgements ?? []).flatMap(({ acknowledger }) => acknowledger ?? []),
    ...assigned,
    ...agents,
  ].filter(isUser);
}

function personOf({ id, summary }: Stub, { users }: Pick<IncidentsBody, 'users'>): Person {
  const user = users[id];
  return {
    applicationType: 'PAGERDUTY',
    id: lineOf(id),
    name: lineOrNull(user?.name ?? summary),
    email: user?.email ?? null,
  };
}

const severities = ['critical', 'error', 'warning', 'info'];

/** Returns the highest severity of the alerts; null if there is none. */
function severityOf(alerts: readonly unknown[]): string | null {
  const found = alerts.map((alert) => wireAlert.safeParse(alert).data?.severity);
  return severities.find((severity) => found.includes(severity)) ?? null;
}

const namesOf = (stubs: readonly Stub[] | null | undefined): readonly string[] =>
  [...new Set((stubs ?? []).flatMap(({ summary }) => lineOrNull(summary) ?? []))].sort();

function customFieldsOf(incident: WireIncident, entries: Entries) {
  const isMerged = entries.some(({ type }) => type === 'merge_log_entry');
  const values: Readonly<Record<string, readonly string[]>> = {
    escalation_policy: namesOf(incident.escalation_policy ? [incident.escalation_policy] : []),
    incident_type: [lineOrNull(incident.incident_type?.name)].flatMap((name) => name ?? []),
    merged: isMerged ? ['true'] : [],
    team: namesOf(incident.teams),
  };
  return Object.fromEntries(Object.entries(values).filter(([, list]) => list.length > 0));
}

const newest = (...instants: readonly (Instant | null)[]): Instant =>
  Math.max(...instants.map((at) => at ?? 0));

function toIncident(incident: WireIncident, entries: Entries, body: IncidentsBody): IncidentFact {
  const { id, created_at, updated_at, last_status_change_at, priority } = incident;
  const resolvedAt = resolvedAtOf(incident, entries);
  const [owner] = ownersOf(incident, entries);
  const number = incident.incident_number ?? null;
  return {
    id: incidentId(body.host, id),
    updatedAt: newest(created_at, updated_at, last_status_change_at, resolvedAt),
    key: number === null ? lineOf(id) : `#${number}`,
    title: storable(incident.title ?? incident.summary ?? '').trim(),
    status: lineOf(incident.status),
    priority: lineOrNull(priority?.summary ?? priority?.name),
    severity: severityOf(body.alerts[id] ?? []),
    urgency: lineOrNull(incident.urgency),
    assignmentGroup: namesOf(incident.teams)[0] ?? null,
    service: lineOrNull(incident.service?.summary),
    owner: owner ? personOf(owner, body) : null,
    createdAt: created_at,
    resolvedAt,
    closedAt: null,
    customFields: customFieldsOf(incident, entries),
    url: incident.html_url ?? null,
    ...{ labels: [], repository: null, causedBy: [], fixedBy: [] },
  };
}

function incidents(body: IncidentsBody, records: Records, readAt: Instant): MappedFacts {
  const facts = body.incidents.flatMap((given) =>
    records.read(wireIncident, given, 'INCIDENT').map((incident) => {
      const entries = records.readAll(wireLogEntry, body.logs[incident.id] ?? [], 'LOG_ENTRY');
      const ordered = entries.toSorted((left, right) => left.created_at - right.created_at);
      return toIncident(incident, ordered, body);
    }),
  );
  // A renamed service or team moves the date of no incident.
  return { INCIDENT: facts, readAt };
}

const gone = ({ host, ids, at: updatedAt }: GoneBody): MappedFacts => ({
  tombstones: ids.map((id) => ({ kind: 'INCIDENT', id: incidentId(host, id), updatedAt })),
});

/** Maps a page of PagerDuty's answers to facts. A record that cannot be read is counted as dropped and stops no other. */
export function toFacts({ kind, body, fetchedAt }: Page): MappedFacts {
  const records = new Records();
  const parsed: unknown = JSON.parse(body);
  if (kind === 'gone') return gone(parsed as GoneBody);
  return { ...incidents(parsed as IncidentsBody, records, fetchedAt), ...records.dropped };
}
