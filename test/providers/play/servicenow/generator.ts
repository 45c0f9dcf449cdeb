import { createDice } from '../kit/random.js';
import {
  company,
  makeChoices,
  makeDictionary,
  makeGroups,
  makeServices,
  makeUsers,
  newId,
} from './company.js';
import type { Row, World } from './types.js';
import { vendorTime } from './vendor-time.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Every column of a task that nobody filled. */
const emptyTask: Row = {
  ...{ parent: '', watch_list: '', upon_reject: 'cancel', approval: 'not requested', order: '' },
  ...{ sys_domain: 'global', sys_created_by: 'admin', sys_updated_by: 'admin', sys_mod_count: '1' },
  ...{ made_sla: 'true', knowledge: 'false', description: '', company: '', location: '' },
  ...{ correlation_id: '', escalation: '0', work_start: '', work_end: '', closed_at: '' },
  ...{ closed_by: '', assigned_to: '', assignment_group: '', business_service: '', cmdb_ci: '' },
  ...{ active: 'true', impact: '3', urgency: '3', priority: '4', opened_by: '', u_team: '' },
};
const emptyIncident: Row = {
  ...{ incident_state: '1', severity: '3', resolved_at: '', resolved_by: '', reopen_count: '0' },
  ...{ caused_by: '', rfc: '', problem_id: '', parent_incident: '', caller_id: '', close_code: '' },
  ...{ hold_reason: '', category: 'software', subcategory: '', sys_class_name: 'incident' },
};
const emptyChange: Row = {
  ...{ type: 'normal', risk: '3', phase: 'requested', phase_state: 'open', start_date: '' },
  ...{ end_date: '', on_hold: 'false', close_code: '', chg_model: '', cab_required: 'false' },
  ...{ requested_by: '', sys_class_name: 'change_request' },
};

const numberOf = (prefix: string, count: number): string =>
  `${prefix}${String(count).padStart(7, '0')}`;
const prefixes: Readonly<Record<string, string>> = { incident: 'INC', change_request: 'CHG' };

/** Adds a row; what is not given is as in a new one. */
export function addRow(world: World, table: 'incident' | 'change_request', given: Row): Row {
  const rows = world.tables[table]!;
  const at = given.opened_at ?? vendorTime(world.now);
  const number = numberOf(prefixes[table]!, rows.size + 1);
  const row: Row = {
    ...{ ...emptyTask, ...(table === 'incident' ? emptyIncident : emptyChange) },
    ...{ sys_id: newId(number), number },
    ...{ state: table === 'incident' ? '1' : '-5', opened_at: at, sys_created_on: at },
    ...{ sys_updated_on: at, short_description: `Row ${rows.size + 1}` },
    ...given,
  };
  rows.set(row.sys_id!, row);
  return row;
}

export interface WorldOptions {
  /** About how many incidents; there are half as many change requests. */
  readonly size?: number;
  readonly now?: number;
  readonly user?: string;
}

const byId = (rows: readonly Row[]): Map<string, Row> =>
  new Map(rows.map((row) => [row.sys_id!, row]));

/** A company without incidents. */
export const emptyWorld = ({ now = Date.now(), user = 'reader' }: WorldOptions = {}): World => ({
  now,
  tables: {
    ...{ incident: new Map(), change_request: new Map() },
    sys_user: byId(makeUsers(user)),
    sys_user_group: byId(makeGroups()),
    cmdb_ci_service: byId(makeServices()),
    sys_choice: byId(makeChoices()),
    sys_dictionary: byId(makeDictionary()),
  },
  ...{ hidden: new Set(), refused: new Set(), zoneMinutes: 0, mostRows: 10_000 },
  ...{ canceledAbove: null, errorBeside: null },
});

type Table = 'incident' | 'change_request';
const endings: Readonly<Record<Table, readonly string[]>> = {
  incident: ['7', '6', '2', '7', '8', '1'],
  change_request: ['3', '3', '-1', '3', '4', '-2'],
};
const closed = { incident: '7', change_request: '3' } as const;

/** Returns the columns that a row in a state has of its end. */
function endOf(table: Table, state: string, opened: number, lasted: number): Row {
  const ended = vendorTime(opened + lasted);
  const closedAt = state === closed[table] ? vendorTime(opened + 4 * DAY) : '';
  const isOver = closedAt !== '' || (table === 'incident' && state === '6');
  if (!isOver) return {};
  if (table === 'incident') return { resolved_at: ended, closed_at: closedAt, active: 'false' };
  return { work_end: ended, closed_at: closedAt, active: 'false', close_code: 'successful' };
}

function addSeveral(world: World, table: Table, count: number): void {
  const dice = createDice(count);
  const pick = (all: readonly string[]): string => all[Math.floor(dice() * all.length)]!;
  let opened = world.now - 150 * DAY;
  for (let index = 0; index < count; index++) {
    // Some are created in one second, as imports create them.
    if (index % 7 !== 0) opened += Math.floor((130 * DAY) / count);
    const state = endings[table][index % 6]!;
    addRow(world, table, {
      ...{ state, opened_at: vendorTime(opened), sys_updated_on: vendorTime(opened + 5 * DAY) },
      ...endOf(table, state, opened, HOUR * (1 + Math.floor(dice() * 48))),
      ...{ assigned_to: index % 5 === 0 ? '' : pick(company.userIds) },
      ...{ assignment_group: pick(company.groupIds), business_service: pick(company.serviceIds) },
      ...{ priority: pick(['1', '2', '3', '4']), urgency: pick(['1', '2', '3']) },
      ...{ u_team: pick(['Blue', 'Green', '']), short_description: `Something ${index + 1}` },
    });
  }
}

/** An invented company: about `size` incidents of the last 150 days. */
export function createWorld({ size = 120, ...options }: WorldOptions = {}): World {
  const world = emptyWorld(options);
  addSeveral(world, 'incident', size);
  addSeveral(world, 'change_request', Math.ceil(size / 2));
  return world;
}
