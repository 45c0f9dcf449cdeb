import type { ChangeRequestFact, IncidentFact } from '../../model/facts/delivery.js';
import type { FactKind } from '../../model/facts/facts.js';
import type { Person } from '../../model/facts/people.js';
import type { Instant } from '../../model/time.js';
import { lineOf, lineOrNull, storable } from '../names.js';
import type { MappedFacts, Page } from '../provider.js';
import { Records } from '../records.js';
import { meaningOf, wordOf } from './states.js';
import {
  type Cell,
  cell,
  type GoneBody,
  instantIn,
  ownFields,
  type RowsBody,
  type Table,
  type WireRow,
  wireRow,
} from './wire.js';

const kinds = {
  incident: 'INCIDENT',
  change_request: 'CHANGE_REQUEST',
} as const satisfies Readonly<Record<Table, FactKind>>;

/** Returns the id of a fact: instances that were copied from each other have rows of one id. */
export const rowId = (place: string, table: Table, id: string): string =>
  `servicenow:${place}:${table}:${id}`;

function personOf({ value, display }: Cell, { users }: RowsBody): Person | null {
  if (value === null) return null;
  const user = users[value];
  return {
    applicationType: 'SERVICENOW',
    id: lineOf(value),
    name: lineOrNull(user?.name ?? (display === value ? null : display)),
    email: user?.email ?? null,
    ...(user?.isBot ? { bot: true } : {}),
  };
}

/** Without display values a reference is an object, of which nobody sees a name. */
const nameIn = ({ display }: Cell): string | null => lineOrNull(display);
const valueIn = ({ value }: Cell): string | null => lineOrNull(value);

/** Returns what people see; an instant is written in UTC, since they see it in their own zone. */
function shownOf(given: Cell): string | null {
  const at = instantIn(given);
  return at === null ? lineOrNull(given.display ?? given.value) : new Date(at).toISOString();
}

function customFieldsOf(given: unknown, names: readonly string[]) {
  const row = given as Readonly<Record<string, unknown>>;
  const entries = names.flatMap((name) => {
    const { data } = cell.safeParse(row[name]);
    const shown = data ? shownOf(data) : null;
    return shown === null ? [] : [[name, [shown]] as const];
  });
  return Object.fromEntries(entries);
}

/** Returns when a row was resolved and closed: dates of a row that was opened again, or canceled, say nothing. */
function endsOf(row: WireRow, { table, states }: RowsBody) {
  const meaning = meaningOf(table, states, row.state);
  const isOver = meaning === 'RESOLVED' || meaning === 'CLOSED';
  const resolvedAt = table === 'incident' ? row.resolved_at : row.work_end;
  return {
    resolvedAt: isOver ? resolvedAt : null,
    closedAt: meaning === 'CLOSED' ? row.closed_at : null,
  };
}

function toTicket(row: WireRow, given: unknown, body: RowsBody): ChangeRequestFact | null {
  const { table, place, address, states, custom } = body;
  const createdAt = row.opened_at ?? row.sys_created_on;
  if (createdAt === null) return null;
  return {
    id: rowId(place, table, row.sys_id),
    updatedAt: row.sys_updated_on,
    key: lineOf(row.number),
    title: storable(row.short_description.value ?? '').trim(),
    status: wordOf(table, states, row.state),
    priority: valueIn(row.priority),
    severity: valueIn(row.severity),
    urgency: valueIn(row.urgency),
    assignmentGroup: nameIn(row.assignment_group),
    service: nameIn(row.business_service) ?? nameIn(row.cmdb_ci),
    owner: personOf(row.assigned_to, body),
    createdAt,
    ...endsOf(row, body),
    customFields: customFieldsOf(given, [...new Set([...ownFields[table], ...custom])]),
    url: `${address}/${table}.do?sys_id=${encodeURIComponent(row.sys_id)}`,
  };
}

const nothingMore: Omit<IncidentFact, keyof ChangeRequestFact> = {
  labels: [],
  repository: null,
  causedBy: [],
  fixedBy: [],
};

function rows(body: RowsBody, records: Records, readAt: Instant): MappedFacts {
  const what = kinds[body.table];
  const tickets = body.rows.flatMap((given) =>
    records
      .read(wireRow, given, what)
      .flatMap((row) => toTicket(row, given, body) ?? records.drop(`MALFORMED_${what}`)),
  );
  // Rows are dated by their own changes alone: a renamed service or group moves nothing.
  if (body.table === 'change_request') return { CHANGE_REQUEST: tickets, readAt };
  return { INCIDENT: tickets.map((ticket) => ({ ...ticket, ...nothingMore })), readAt };
}

const gone = ({ table, place, ids, at: updatedAt }: GoneBody): MappedFacts => ({
  tombstones: ids.map((id) => ({ kind: kinds[table], id: rowId(place, table, id), updatedAt })),
});

/** Maps a page of ServiceNow's answers to facts. A record that cannot be read is counted as dropped and stops no other. */
export function toFacts({ kind, body, fetchedAt }: Page): MappedFacts {
  const records = new Records();
  const parsed: unknown = JSON.parse(body);
  if (kind === 'gone') return gone(parsed as GoneBody);
  return { ...rows(parsed as RowsBody, records, fetchedAt), ...records.dropped };
}
