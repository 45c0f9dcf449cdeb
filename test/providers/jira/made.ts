import type { IssuesBody, Legend } from '../../../src/providers/jira/wire.js';
import type { MappedFacts } from '../../../src/providers/provider.js';
import { factsOf } from './support.js';

const point = { id: 'customfield_10028', name: 'Story Points' };
const estimate = { id: 'customfield_10016', name: 'Story point estimate' };

export const legend: Legend = {
  ...{ edition: 'CLOUD', site: 'https://example.atlassian.net', zone: 'America/Toronto' },
  ...{ place: 'example.atlassian.net', formerKeys: {} },
  statuses: {
    '1': ['Offen', 'new'],
    '2': ['In Arbeit', 'indeterminate'],
    '3': ['Fertig', 'done'],
    '4': ['Fertig', 'done'],
    '5': ['Abgelegt', 'done'],
  },
  sprints: [{ id: 'customfield_10020', name: 'Sprint' }],
  epics: [{ id: 'customfield_10014', name: 'Epen-Verknüpfung' }],
  parents: [],
  points: [point, estimate],
  pointsOf: {},
  custom: [{ id: 'customfield_10060', name: 'Acceptance' }],
};

export type Item = readonly [
  field: string | { readonly name: string; readonly id: string },
  from: string | null,
  fromText: string | null,
  to: string | null,
  toText: string | null,
];
/** An entry of a history. Without an id a field is named as Data Center names it. */
export const entry = (created: string, ...items: readonly Item[]) => ({
  id: '1',
  created,
  items: items.map(([field, from, fromString, to, toText]) => ({
    ...(typeof field === 'string' ? { field } : { field: field.name, fieldId: field.id }),
    ...{ fieldtype: 'jira', from, fromString, to, toString: toText },
  })),
});

export const status = (id: string, key: string, name = `status ${id}`) => ({
  ...{ id, name },
  statusCategory: { id: 1, key, name: key },
});

export const CREATED = '2026-03-01T08:00:00.000+0000';
export const UPDATED = '2026-03-20T08:00:00.000+0000';

/** An issue with nothing but what it must have. */
export const issue = (
  fields: Readonly<Record<string, unknown>> = {},
  histories: readonly unknown[] = [],
) => ({
  ...{ id: '10001', key: 'SHOP-1' },
  fields: {
    summary: 'Basket',
    issuetype: { id: '1', name: 'Story', subtask: false },
    project: { id: '10010', key: 'SHOP', name: 'Shop' },
    ...{ created: CREATED, updated: UPDATED },
    status: status('1', 'new', 'Offen'),
    ...fields,
  },
  changelog: { total: histories.length, histories },
});

export const mapped = (
  issues: readonly unknown[],
  more: Partial<IssuesBody> = {},
  of: Partial<Legend> = {},
): MappedFacts =>
  factsOf({
    kind: 'issues',
    body: JSON.stringify({ legend: { ...legend, ...of }, issues, ...more }),
    ...{ fetchedAt: 0, cursor: null },
  });

/** The one fact of an issue. */
export const itemOfIssue = (
  fields: Readonly<Record<string, unknown>> = {},
  histories: readonly unknown[] = [],
  of: Partial<Legend> = {},
  more: Partial<IssuesBody> = {},
) => mapped([issue(fields, histories)], more, of).WORK_ITEM![0]!;
