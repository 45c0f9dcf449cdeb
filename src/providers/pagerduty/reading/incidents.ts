import { createHash } from 'node:crypto';
import { type Account, type Item, readList, readOne } from '../api.js';
import type { PagerdutySettings } from '../settings.js';
import type { IncidentsBody } from '../wire.js';
import type { Users } from './users.js';

/** The account that incidents are read from, and its people. */
export interface Reader {
  readonly account: Account;
  readonly users: Users;
}

export const idOf = (item: Item): string => String(item.id ?? '');

const isObject = (value: unknown): value is Item =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The parts of a list's entry that a fact is made of. */
const shown = [
  ...['title', 'status', 'created_at', 'updated_at', 'last_status_change_at', 'resolved_at'],
  ...['urgency', 'priority', 'service', 'teams', 'escalation_policy', 'incident_type'],
  ...['assignments', 'acknowledgements', 'alert_counts', 'html_url', 'incident_number'],
];

/** Returns a short digest of what a list shows of an incident. */
export const digestOf = (item: Item): string =>
  createHash('sha256')
    .update(JSON.stringify(shown.map((key) => item[key] ?? null)))
    .digest('base64url')
    .slice(0, 8);

const idsIn = (stubs: readonly unknown[]): readonly string[] =>
  stubs.flatMap((one) => (isObject(one) && typeof one.id === 'string' ? [one.id] : []));

/** True if the settings have the incidents of a service and teams. */
export function isOurs({ services, teams }: PagerdutySettings, item: Item): boolean {
  const [service] = idsIn([item.service]);
  const isOfService = services.length === 0 || services.includes(service ?? '');
  const own = idsIn(listOf(item.teams));
  return isOfService && (teams.length === 0 || own.some((id) => teams.includes(id)));
}

/** The list is not asked for more than it needs: others show who has them. */
const needsLog = ({ status }: Item): boolean => status === 'resolved';

function hasAlerts({ alert_counts: counts }: Item): boolean {
  return !isObject(counts) || counts.all !== 0;
}

/** Returns the ids of the people who may own an incident. */
function peopleIn(incidents: readonly Item[], entries: readonly unknown[]): readonly string[] {
  const held = incidents.flatMap((item) => [
    ...listOf(item.assignments).map((one) => (isObject(one) ? one.assignee : null)),
    ...listOf(item.acknowledgements).map((one) => (isObject(one) ? one.acknowledger : null)),
  ]);
  const logged = entries.filter(isObject).flatMap(({ type, agent, assignees }) => {
    if (type === 'assign_log_entry') return listOf(assignees);
    return /^acknowledge/.test(String(type)) ? [agent] : [];
  });
  const users = [...held, ...logged].filter(
    (one) => isObject(one) && /^user(?:_reference)?$/.test(String(one.type ?? 'user')),
  );
  return [...new Set(idsIn(users))].filter((id) => /^\w+$/.test(id)).sort();
}

async function logsOf(account: Account, incidents: readonly Item[]) {
  const logs: Record<string, readonly Item[]> = {};
  for (const item of incidents.filter(needsLog))
    logs[idOf(item)] = await readList(
      account,
      `/incidents/${idOf(item)}/log_entries`,
      'log_entries',
      { time_zone: 'UTC' },
    );
  return logs;
}

async function alertsOf(account: Account, incidents: readonly Item[]) {
  const alerts: Record<string, readonly unknown[]> = {};
  if (!account.settings.alerts) return alerts;
  for (const item of incidents.filter(hasAlerts)) {
    const found = await readList(account, `/incidents/${idOf(item)}/alerts`, 'alerts');
    if (found.length > 0) alerts[idOf(item)] = found.map(({ severity }) => ({ severity }));
  }
  return alerts;
}

/** Reads what lies apart from incidents: log entries, alerts and people. */
export async function bodyOf(
  { account, users }: Reader,
  incidents: readonly Item[],
): Promise<IncidentsBody> {
  const named = incidents.filter((item) => /^\w+$/.test(idOf(item)));
  const logs = await logsOf(account, named);
  const alerts = await alertsOf(account, named);
  const people = peopleIn(incidents, Object.values(logs).flat());
  return { host: account.host, incidents, logs, alerts, users: await users(people) };
}

/** Reads incidents by id: those that PagerDuty has and the settings want. */
export async function readById({ account }: Reader, ids: readonly string[]): Promise<Item[]> {
  const found: Item[] = [];
  for (const id of ids) {
    const item = await readOne(account, `/incidents/${id}`, 'incident');
    if (item && isOurs(account.settings, item)) found.push(item);
  }
  return found;
}
