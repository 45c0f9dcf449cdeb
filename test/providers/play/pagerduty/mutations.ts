import { reference } from './company.js';
import type { Incident, LogEntry, Thing, World } from './types.js';

const HOME = 'https://example.pagerduty.com';
/** Lists show seconds, and webhooks milliseconds. */
const vendorTime = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

const ofIncident = ({ id, title, incident_number: number, html_url }: Incident): Thing => ({
  ...{ id, type: 'incident_reference', summary: `[#${String(number)}] ${title}`, html_url },
  self: `https://api.pagerduty.com/incidents/${id}`,
});

/** Writes a log entry of an incident. */
function log(world: World, incident: Incident, type: string, more: Thing = {}): LogEntry {
  const id = `R${String(world.next++).padStart(9, '0')}`;
  const entry: LogEntry = {
    ...{ id, type: `${type}_log_entry`, summary: type, html_url: null, teams: [], contexts: [] },
    self: `https://api.pagerduty.com/log_entries/${id}`,
    ...{ created_at: vendorTime(world.now), channel: { type: 'website' } },
    ...{ agent: incident.service, service: incident.service, incident: ofIncident(incident) },
    ...more,
  };
  world.logs.push(entry);
  return entry;
}

const at = ({ now }: World): string => vendorTime(now);
const user = ({ users }: World, id: string): Thing => reference('user', users.get(id)!);

/** Triggers an incident of a service, which goes to a user. */
export function trigger(world: World, service: string, more: Thing = {}, to = 'PUSER00'): Incident {
  const number = world.incidents.size + 1;
  const id = `Q${String(number).padStart(9, '0')}`;
  const of = reference('service', world.services.get(service)!);
  const created = at(world);
  const title = `Something ${number}`;
  const incident: Incident = {
    ...{ id, type: 'incident', incident_number: number, title, description: title },
    ...{ summary: `[#${number}] ${title}`, created_at: created, updated_at: created },
    ...{ status: 'triggered', incident_key: `key-${number}`, service: of, urgency: 'high' },
    assignments: [{ at: created, assignee: user(world, to) }],
    ...{ acknowledgements: [], last_status_change_at: created, last_status_change_by: of },
    ...{ resolved_at: null, priority: null, assigned_via: 'escalation_policy', is_mergeable: true },
    ...{ alert_counts: { all: 0, triggered: 0, resolved: 0 }, teams: [], pending_actions: [] },
    escalation_policy: reference('escalation_policy', { id: 'PPOLICY', name: 'Default' }),
    self: `https://api.pagerduty.com/incidents/${id}`,
    html_url: `${HOME}/incidents/${id}`,
    ...more,
  };
  world.incidents.set(id, incident);
  log(world, incident, 'trigger');
  log(world, incident, 'assign', { assignees: [user(world, to)] });
  return incident;
}

/** Changes what an incident shows, with a log entry of the type. */
export function change(world: World, id: string, type: string, more: Thing, entry: Thing = {}) {
  const incident = world.incidents.get(id)!;
  Object.assign(incident, more, { updated_at: at(world) });
  return log(world, incident, type, entry);
}

const moved = (world: World, status: string): Thing => ({
  ...{ status, last_status_change_at: at(world) },
});

export function acknowledge(world: World, id: string, by: string): void {
  const acknowledger = user(world, by);
  const acknowledgements = [{ at: at(world), acknowledger }];
  const more = { ...moved(world, 'acknowledged'), acknowledgements };
  change(world, id, 'acknowledge', more, { agent: acknowledger });
}

/** Resolves an incident, which takes it from everybody. */
export function resolve(world: World, id: string, type = 'resolve'): void {
  const more = { assignments: [], acknowledgements: [], resolved_at: at(world) };
  change(world, id, type, { ...moved(world, 'resolved'), ...more });
}

/** Adds an alert of a severity to an incident. */
export function alert({ alerts, incidents }: World, id: string, severity: string | null): void {
  const all = alerts.get(id) ?? [];
  const own = `${id}A${all.length + 1}`;
  const incident = incidents.get(id)!;
  all.push({
    ...{ id: own, type: 'alert', summary: 'Too slow', status: 'triggered', severity },
    ...{ alert_key: own, created_at: incident.created_at, suppressed: false, html_url: null },
    ...{ service: incident.service, incident: ofIncident(incident) },
  });
  alerts.set(id, all);
  incident.alert_counts = { all: all.length, triggered: all.length, resolved: 0 };
}

/** Gives a service or team another name, where incidents show it too. */
export function rename(world: World, list: 'services' | 'teams', id: string, name: string): void {
  Object.assign(world[list].get(id)!, { name, summary: name });
  for (const { service, teams } of world.incidents.values())
    for (const stub of [service, teams].flat() as Thing[]) if (stub.id === id) stub.summary = name;
}
