import fc from 'fast-check';
import type { WorkItemInput } from '../../src/model/inputs/work-input.js';
import { anyCarrier, anyInstant, ofInput } from './base.js';
import { anyPullRequest } from './pull-requests.js';

const anyStatus = fc.constantFrom(
  { status: 'Done', category: 'DONE' },
  { status: 'Done', category: 'DONE' },
  { status: 'To Do', category: 'TODO' },
  { status: 'In Progress', category: 'IN_PROGRESS' },
  { status: 'Done', category: 'DONE' },
  { status: 'Duplicate', category: 'DONE' },
);
const inOrder = <Row extends { readonly at: number }>(rows: fc.Arbitrary<Row>) =>
  fc
    .array(rows, { maxLength: 4 })
    .map((found) => found.toSorted((left, right) => left.at - right.at));
const anyEntry = fc
  .tuple(anyInstant, anyStatus)
  .map(([at, { status, category }]) => ({ at, status, category }));

/** Pull requests of items have numbers that no other metric input has. */
const anyOfItem = fc
  .array(anyPullRequest, { maxLength: 2 })
  .map((found) => found.map((row, index) => ({ ...row, number: 80_000 + index })));

const anyAbove = fc
  .record({
    resolvedAt: fc.option(anyInstant),
    resolution: fc.constantFrom(null, "Won't Fix"),
    developer: fc.option(fc.integer({ min: 1, max: 6 })),
    byBot: fc.boolean(),
    now: anyStatus,
  })
  .map(({ now, ...above }) => ({ ...above, status: now.status, statusCategory: now.category }));

/** An item without relatives beside itself; its history need not end in what it is. */
export const anyWorkItem = fc
  .record({
    ...ofInput,
    repository: fc.constant(null),
    project: fc.integer({ min: 70_001, max: 70_002 }),
    createdAt: anyInstant,
    resolvedAt: fc.option(anyInstant),
    type: fc.constantFrom('Story', 'Bug', 'Task'),
    isSubtask: fc.boolean(),
    above: fc.option(anyAbove),
    now: anyStatus,
    resolution: fc.constantFrom(null, 'Fixed', 'Fixed', "Won't Fix"),
    priority: fc.constantFrom(null, 'P0', 'P2', 'P4', 'Odd'),
    points: fc.option(fc.nat(9)),
    statusHistory: inOrder(anyEntry),
    assignees: inOrder(
      fc.record({ at: anyInstant, developer: fc.option(fc.integer({ min: 1, max: 6 })) }),
    ),
    contributors: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }),
    commitsAt: fc.array(anyInstant, { maxLength: 2 }),
    pullRequests: anyOfItem,
    buildsAt: fc.array(anyInstant, { maxLength: 2 }),
    pushedAt: fc.array(anyInstant, { maxLength: 2 }),
    deploymentsAt: fc.array(anyInstant, { maxLength: 2 }),
    carrier: anyCarrier,
  })
  .map(({ now, carrier, ...item }) => ({
    ...item,
    ownAt: item.createdAt,
    status: now.status,
    statusCategory: now.category,
    parent: null,
    traits: { type: [item.type], status: [now.status] },
    deployedAt: item.deploymentsAt.length === 0 ? null : Math.max(...item.deploymentsAt),
    carriedBy: item.deploymentsAt.length === 0 ? null : carrier,
    family: [],
  })) as fc.Arbitrary<Omit<WorkItemInput, 'number'>>;
