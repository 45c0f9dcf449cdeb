import type { IncidentFact } from '../../model/facts/delivery.js';
import type {
  Blame,
  ChangeRequestInput,
  IncidentInput,
} from '../../model/inputs/delivery-input.js';
import type { Traits } from '../../model/inputs/input-base.js';
import { relationName } from '../../model/relation.js';
import type { Instant } from '../../model/time.js';
import { milliseconds } from '../sql/instant-sql.js';
import { LoadedRows } from '../sql/loaded-rows.js';
import type { Session } from '../sql/session.js';
import { fieldTraits, present, type Scanned } from './cell.js';

interface TicketRow
  extends Omit<ChangeRequestInput, 'nobody' | 'ownAt' | 'traits'>,
    Pick<IncidentFact, 'id' | 'priority' | 'severity' | 'urgency' | 'customFields'> {
  readonly serviceName: string | null;
  readonly group: string | null;
}

/** Returns the rows of tickets that are not deleted, in the order of their numbers, each read once by a transaction. */
export const ticketRows = (
  session: Session,
  table: 'incident' | 'change_request',
  numbers: readonly number[],
): Promise<TicketRow[]> => {
  const known = session.keep(`rows of ${table}`, () => new LoadedRows<TicketRow>());
  const repository = table === 'incident' ? 'f.repository::float8' : 'null::float8';
  return known.load(numbers, (missing) =>
    session.load(
      `select f.number::float8 as number, f.id, ${repository} as repository, o.developer::float8 as developer,
         o.bot is not null as "byBot", f.service_number::float8 as service, f.service as "serviceName", f.status, f.priority, f.severity, f.urgency,
         f.assignment_group as "group", f.custom_fields as "customFields", ${milliseconds('f.created_at')} as "createdAt",
         ${milliseconds('f.told_at')} as "updatedAt",
         ${milliseconds('f.resolved_at')} as "resolvedAt", ${milliseconds('f.closed_at')} as "closedAt"
       from ${table} f left join identity o on o.account_id = $1 and o.number = f.owner
       where f.account_id = $1 and f.number = any($2::bigint[]) and f.deleted_at is null order by f.number`,
      [missing],
    ),
  );
};

/** Returns the traits that filters look at. */
export const ticketTraits = (row: TicketRow): Traits => ({
  ...fieldTraits(row.customFields),
  group: present(row.group),
  priority: present(row.priority),
  severity: present(row.severity),
  service: present(row.serviceName),
  urgency: present(row.urgency),
  status: [row.status],
});

/** The deployment that each of these incidents, or items taken for such, blames: of several the last one, ties by id. */
export async function blamesOf(
  session: Session,
  numbers: readonly number[],
): Promise<Map<number, Blame>> {
  const rows = await session.load<Blame & { incident: number }>(
    `select distinct on (l.source) l.source::float8 as incident, l.target::float8 as run, ${milliseconds('l.at')} as "endedAt", l.rule
     from fact_link l join pipeline_run f on f.account_id = $1 and f.number = l.target
     where l.account_id = $1 and l.relation = '${relationName.INCIDENT_DEPLOYMENT}' and l.source = any($2::bigint[])
     order by l.source, l.at desc, f.id collate "C" desc`,
    [numbers],
  );
  return new Map(rows.map(({ incident, ...blame }) => [incident, blame]));
}

const scanned = (row: TicketRow, ...instants: readonly (Instant | null)[]): Scanned => ({
  number: row.number,
  repository: row.repository,
  traits: ticketTraits(row),
  developers: present(row.developer),
  instants: present(row.createdAt, row.updatedAt, row.resolvedAt, row.closedAt, ...instants),
});

/** Where and when incidents count. */
export async function scanIncidents(
  session: Session,
  numbers: readonly number[],
): Promise<Scanned[]> {
  const blames = await blamesOf(session, numbers);
  const rows = await ticketRows(session, 'incident', numbers);
  return rows.map((row) => scanned(row, blames.get(row.number)?.endedAt ?? null));
}

/** Where and when change requests count. */
export async function scanChangeRequests(
  session: Session,
  numbers: readonly number[],
): Promise<Scanned[]> {
  const rows = await ticketRows(session, 'change_request', numbers);
  return rows.map((row) => scanned(row));
}

const common = (row: TicketRow): ChangeRequestInput => {
  const { id: _, serviceName, priority, severity, urgency, group, customFields, ...input } = row;
  return { ...input, ownAt: row.createdAt, traits: ticketTraits(row) };
};

export async function assembleIncidents(
  session: Session,
  numbers: readonly number[],
): Promise<IncidentInput[]> {
  if (numbers.length === 0) return [];
  const blames = await blamesOf(session, numbers);
  const rows = await ticketRows(session, 'incident', numbers);
  return rows.map((row) => ({ ...common(row), blames: blames.get(row.number) ?? null }));
}

export const assembleChangeRequests = async (
  session: Session,
  numbers: readonly number[],
): Promise<ChangeRequestInput[]> =>
  (await ticketRows(session, 'change_request', numbers)).map(common);
