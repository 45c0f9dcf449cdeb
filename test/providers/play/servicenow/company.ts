import { createHash } from 'node:crypto';
import type { Row } from './types.js';

const REFERENCES = 'assigned_to,assignment_group,business_service,cmdb_ci,caused_by,opened_by';
/** Columns that hold ids of other rows. */
export const references: ReadonlySet<string> = new Set(REFERENCES.split(','));

/** Returns an id as ServiceNow makes them, the same for the same text. */
export const newId = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 32);

const idsOf = (first: string, count: number): readonly string[] =>
  Array.from(
    { length: count },
    (_, index) => first + String(index).padStart(32 - first.length, '0'),
  );

const userIds = idsOf('6816f79cc0a80164', 6);
const groupIds = idsOf('8a4dde73c6112278', 3);
const serviceIds = idsOf('26da329f0a0a0bb4', 4);
export const company = { userIds, groupIds, serviceIds };

const SINCE = '2020-01-01 00:00:00';

/** The last user is an integration, and the last but one shows no address. */
export const makeUsers = (user: string): Row[] =>
  userIds.map((sys_id, index) => ({
    ...{ sys_id, user_name: index === 0 ? user : `user.${index}`, name: `Person ${index + 1}` },
    email: index === 4 ? '' : `person-${index + 1}@example.com`,
    ...{ active: 'true', time_zone: '', title: '', sys_created_on: SINCE, sys_updated_on: SINCE },
    web_service_access_only: String(index === 5),
    internal_integration_user: 'false',
  }));

const named = (ids: readonly string[], names: readonly string[]): Row[] =>
  ids.map((sys_id, index) => ({ sys_id, name: names[index]!, sys_updated_on: SINCE }));
export const makeGroups = (): Row[] => named(groupIds, ['Software', 'Network', 'Database']);
export const makeServices = (): Row[] =>
  named(serviceIds, ['Checkout', 'Payments', 'Search', 'Mail']);

const states: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  incident: [
    ...([
      ['1', 'New'],
      ['2', 'In Progress'],
      ['3', 'On Hold'],
    ] as const),
    ...([
      ['6', 'Resolved'],
      ['7', 'Closed'],
      ['8', 'Canceled'],
    ] as const),
  ],
  change_request: [
    ...([
      ['-5', 'New'],
      ['-4', 'Assess'],
      ['-3', 'Authorize'],
      ['-2', 'Scheduled'],
    ] as const),
    ...([
      ['-1', 'Implement'],
      ['0', 'Review'],
      ['3', 'Closed'],
      ['4', 'Canceled'],
    ] as const),
  ],
  task: [
    ['1', 'Open'],
    ['3', 'Closed Complete'],
  ],
};

/** Words of states, in English and one in another language. */
export const makeChoices = (): Row[] =>
  Object.entries(states).flatMap(([name, all]) =>
    all.flatMap(([value, label]) =>
      ['en', 'de'].map((language) => ({
        ...{
          sys_id: newId(`${name} ${value} ${language}`),
          name,
          element: 'state',
          value,
          inactive: 'false',
          sequence: '1',
        },
        ...{ language, label: language === 'en' ? label : `${label} (de)` },
      })),
    ),
  );

/** Words of other columns, which people see. */
export const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  priority: { '1': '1 - Critical', '2': '2 - High', '3': '3 - Moderate', '4': '4 - Low' },
  severity: { '1': '1 - High', '2': '2 - Medium', '3': '3 - Low' },
  urgency: { '1': '1 - High', '2': '2 - Medium', '3': '3 - Low' },
  risk: { '2': 'High', '3': 'Moderate', '4': 'Low' },
  type: { standard: 'Standard', normal: 'Normal', emergency: 'Emergency' },
  close_code: { successful: 'Successful', unsuccessful: 'Unsuccessful' },
};

const columnsOfTasks = [
  ...['sys_id', 'number', 'state', 'active', 'priority', 'urgency', 'impact', 'short_description'],
  ...['opened_at', 'closed_at', 'opened_by', 'assigned_to', 'assignment_group', 'cmdb_ci'],
  ...['business_service', 'work_start', 'work_end', 'sys_created_on', 'sys_updated_on', 'u_team'],
];
const columns: Readonly<Record<string, readonly string[]>> = {
  task: columnsOfTasks,
  incident: ['severity', 'resolved_at', 'caused_by', 'category', 'subcategory', 'reopen_count'],
  change_request: ['type', 'risk', 'start_date', 'end_date', 'close_code'],
};
export const makeDictionary = (): Row[] =>
  Object.entries(columns).flatMap(([name, all]) =>
    all.map((element) => ({
      ...{ sys_id: newId(`${name} ${element}`), name, element, max_length: '40' },
      column_label: element.replaceAll('_', ' '),
    })),
  );
