import fc from 'fast-check';
import type { SprintInput, SprintItem } from '../../src/model/inputs/work-input.js';
import { DAY_MILLISECONDS } from '../../src/model/time.js';
import { anyInstant, ofInput } from './base.js';

/** Days from ten before a sprint to ten after two weeks of it, and its very edges. */
const anyDay = fc.oneof(fc.integer({ min: -10, max: 24 }), fc.constantFrom(0, 14, 13.999, 0.001));
const inOrder = <Rest extends object>(startedAt: number, rest: fc.Arbitrary<Rest>) =>
  fc
    .array(fc.tuple(anyDay, rest), { maxLength: 4 })
    .map((entries) =>
      entries
        .map(([day, changed]) => ({ ...changed, at: startedAt + day * DAY_MILLISECONDS }))
        .toSorted((left, right) => left.at - right.at),
    );

const anyStatus = fc.constantFrom(
  { status: 'To Do', category: 'TODO' } as const,
  { status: 'In Progress', category: 'IN_PROGRESS' } as const,
  { status: 'Done', category: 'DONE' } as const,
  { status: 'Duplicate', category: 'DONE' } as const,
);

/** Items of a sprint that begins at `startedAt`: in and out, done and opened again, before, within and after it. */
const anySprintItems = (startedAt: number): fc.Arbitrary<SprintItem[]> =>
  fc
    .array(
      fc.record({
        isSubtask: fc.boolean(),
        moves: inOrder(startedAt, fc.record({ added: fc.boolean() })),
        points: inOrder(startedAt, fc.record({ points: fc.option(fc.nat(8)) })),
        statuses: inOrder(startedAt, anyStatus),
        resolution: fc.constantFrom(null, 'Fixed', "Won't Fix"),
      }),
      { maxLength: 6 },
    )
    .map((items) => items.map((item, index) => ({ ...item, number: 60_000 + index })));

/** A sprint of two weeks. */
export const anySprint = anyInstant.chain((endedAt) => {
  const startedAt = endedAt - 14 * DAY_MILLISECONDS;
  return fc.record({
    ...ofInput,
    repository: fc.constant(null),
    developer: fc.constant(null),
    byBot: fc.constant(false),
    ownAt: fc.constant(endedAt),
    name: fc.constantFrom('Sprint 1', 'Sprint 2'),
    isClosed: fc.boolean(),
    startedAt: fc.constant(startedAt),
    endedAt: fc.constant(endedAt),
    items: anySprintItems(startedAt),
  });
}) as fc.Arbitrary<Omit<SprintInput, 'number'>>;
