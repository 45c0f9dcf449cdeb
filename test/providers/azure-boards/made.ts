import type { WorkItemFact } from '../../../src/model/facts/work.js';
import type { Legend } from '../../../src/providers/azure-boards/wire.js';
import type { MappedFacts } from '../../../src/providers/provider.js';
import { factsOf } from './support.js';

/** States of the processes Agile and Scrum, as the vendor ships them. */
export const legend: Legend = {
  ...{ place: 'dev.azure.com/fabrikam', web: 'https://dev.azure.com/fabrikam' },
  states: {
    'User Story': {
      ...{ New: 'Proposed', Active: 'InProgress', Resolved: 'Resolved', Closed: 'Completed' },
      Removed: 'Removed',
    },
    Bug: { New: 'Proposed', Active: 'InProgress', Resolved: 'Resolved', Closed: 'Completed' },
    'Product Backlog Item': { New: 'Proposed', Approved: 'Proposed', Done: 'Completed' },
    Task: { 'To Do': 'Proposed', Doing: 'InProgress', Done: 'Completed', Proposed: 'Proposed' },
  },
  taskTypes: ['Task'],
  iterations: { 2: null, 3: 'ce814585-1e70-4869-841c-dd0e98118a0c', 4: 'DD643523-4D15' },
  points: ['StoryPoints', 'Effort', 'Size'].map((name) => `Microsoft.VSTS.Scheduling.${name}`),
  custom: {},
  isResolvedDone: false,
};

export const CREATED = '2026-03-01T08:00:00Z';
export const CHANGED = '2026-03-20T08:00:00Z';
export const ada = {
  ...{ displayName: 'Ada', id: 'D291B0C4-a05c-4ea6-8df1-4b41d5f39eff' },
  ...{ uniqueName: 'ada@example.com', descriptor: 'aad.YTkz' },
};

/** An item with nothing but what it must have. */
export const itemWith = (
  fields: Readonly<Record<string, unknown>> = {},
  relations: readonly unknown[] = [],
) => ({
  ...{ id: 12, rev: 3, relations },
  fields: {
    ...{ 'System.TeamProject': 'Shop', 'System.AreaPath': 'Shop\\Web' },
    ...{ 'System.WorkItemType': 'User Story', 'System.State': 'Active' },
    ...{ 'System.Title': 'Basket', 'System.CreatedDate': CREATED },
    ...{ 'System.ChangedDate': CHANGED, ...fields },
  },
});

/** A step: what each field was and is, at an instant; without an instant it is of links alone. */
export const step = (
  rev: number,
  at: string | null,
  fields: Readonly<Record<string, readonly [unknown, unknown]>> = {},
  more: Readonly<Record<string, unknown>> = {},
) => {
  const changed = Object.entries(fields).map(([name, [oldValue, newValue]]) => [
    name,
    { ...(oldValue === null ? {} : { oldValue }), ...(newValue === null ? {} : { newValue }) },
  ]);
  const dated = { 'System.ChangedDate': { newValue: at }, ...Object.fromEntries(changed) };
  return {
    ...{ id: rev, workItemId: 12, rev, revisedDate: '9999-01-01T00:00:00Z' },
    ...(at === null ? {} : { fields: dated }),
    ...more,
  };
};

export const mapped = (
  items: readonly { readonly item: unknown; readonly updates: readonly unknown[] }[],
  of: Partial<Legend> = {},
): MappedFacts =>
  factsOf({
    ...{ kind: 'items', fetchedAt: 5 },
    body: JSON.stringify({ legend: { ...legend, ...of }, items }),
  });

/** The one fact of an item. */
export const factOf = (
  item: unknown,
  updates: readonly unknown[] = [],
  of: Partial<Legend> = {},
): WorkItemFact => mapped([{ item, updates }], of).WORK_ITEM![0]!;

export const mappedSprints = (sprints: readonly unknown[], fetchedAt = 5) =>
  factsOf({
    ...{ kind: 'sprints', fetchedAt },
    body: JSON.stringify({ place: legend.place, sprints }),
  });
