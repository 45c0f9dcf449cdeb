import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Insight, MetricValue } from '../../../src/insights/answer/answer.js';
import type { InsightUpdate } from '../../../src/insights/answer/update.js';
import {
  type PendingUpdate,
  type UpdateBatch,
  UpdateQueue,
} from '../../../src/insights/watch/update-queue.js';

const pending = (metric: string, cause: number, more: Partial<PendingUpdate> = {}) =>
  ({
    ...{ reason: 'CHANGED', occurredAt: cause, cause, previousValue: null },
    insight: { metric: { id: metric }, sequence: cause } as unknown as Insight,
    ...more,
  }) satisfies PendingUpdate;

const batch = (sequence: number, ...metrics: string[]): UpdateBatch => ({
  sequence,
  updates: metrics.map((metric) => pending(metric, sequence)),
});

const taken = async (queue: UpdateQueue, count: number) => {
  const updates: InsightUpdate[] = [];
  while (updates.length < count) updates.push((await queue.next()).value as InsightUpdate);
  return updates.map(({ sequence, insight }) => `${insight.metric.id} ${sequence}`);
};

const begun = (known: number) => {
  const queue = new UpdateQueue(() => undefined);
  queue.begin(known, { sequence: known, updates: [] });
  return queue;
};

test('only the last update of a batch carries its sequence', async () => {
  const queue = begun(5);
  queue.offer(batch(9, 'A', 'B', 'C'));
  expect(await taken(queue, 3)).toEqual(['A 5', 'B 5', 'C 9']);
});

test('a slow taker still resumes behind all that waits', async () => {
  const queue = begun(5);
  queue.offer(batch(9, 'A', 'B'));
  expect(await taken(queue, 1)).toEqual(['A 5']);
  queue.offer(batch(12, 'C'));
  queue.offer(batch(14, 'B'));
  expect(await taken(queue, 2)).toEqual(['B 9', 'C 14']);
});

test('no metric waits behind others that change again and again', async () => {
  const queue = begun(0);
  queue.offer(batch(1, 'A', 'B', 'C'));
  const order: string[] = [];
  for (let sequence = 2; sequence < 8; sequence += 1) {
    order.push(...(await taken(queue, 1)));
    queue.offer(batch(sequence, 'A', 'B', 'C'));
  }
  expect(order.map((text) => text[0]).join('')).toBe('ABCABC');
});

test('what was offered before the first answer is taken only where it is newer', async () => {
  const queue = new UpdateQueue(() => undefined);
  queue.offer(batch(7, 'A'));
  queue.offer(batch(9, 'B'));
  queue.begin(5, batch(8, 'A'));
  expect(await taken(queue, 2)).toEqual(['A 8', 'B 9']);
});

test('an update goes on from what this subscriber was given, not from what the calculation had before', async () => {
  const update = (cause: number, value: number, before: number | null) =>
    pending('A', cause, {
      previousValue: before === null ? null : ({ value: before } as MetricValue),
      insight: { metric: { id: 'A' }, headline: { value } } as Insight,
    });
  const queue = new UpdateQueue(() => undefined);
  queue.offer({ sequence: 9, updates: [update(9, 3, 0)] });
  queue.begin(0, { sequence: 8, updates: [update(8, 2, null)] });
  queue.offer({ sequence: 11, updates: [update(11, 4, 3)] });
  const step = async () => {
    const { insight, previousValue } = (await queue.next()).value as InsightUpdate;
    return [previousValue?.value ?? null, insight.headline.value];
  };
  expect(await step()).toEqual([null, 4]);
  queue.offer({ sequence: 12, updates: [update(12, 5, 0)] });
  expect(await step()).toEqual([4, 5]);
});

test('an answer read earlier never replaces a later one', async () => {
  const queue = new UpdateQueue(() => undefined);
  queue.begin(5, batch(8, 'A'));
  queue.offer({ sequence: 7, updates: [pending('A', 7, { reason: 'WINDOW_MOVED' })] });
  queue.offer(batch(9, 'B'));
  expect(await taken(queue, 2)).toEqual(['A 8', 'B 9']);
});

/** The model: which metrics changed at which sequence, and what a subscriber has of each. */
const stories = fc.array(
  fc.record({
    metrics: fc.subarray(['A', 'B', 'C', 'D'], { minLength: 1 }),
    taken: fc.nat(4),
    isCut: fc.boolean(),
  }),
  { minLength: 1, maxLength: 30 },
);

test('resuming after any taken update ends equal to never having been cut', async () => {
  await fc.assert(
    fc.asyncProperty(stories, async (story) => {
      const newest = new Map<string, number>();
      const held = new Map<string, number>();
      let after = 0;
      let queue = begun(0);
      const take = async (count: number) => {
        for (let index = 0; index < count; index += 1) {
          const { value } = await queue.next();
          after = value.sequence;
          held.set(value.insight.metric.id, value.insight.sequence);
        }
      };
      const waiting = () =>
        [...newest].filter(([metric, sequence]) => held.get(metric) !== sequence).length;
      for (const [index, { metrics, taken: count, isCut }] of story.entries()) {
        const sequence = index + 1;
        for (const metric of metrics) newest.set(metric, sequence);
        queue.offer(batch(sequence, ...metrics));
        await take(Math.min(count, waiting()));
        if (!isCut) continue;
        const missed = [...newest].filter(([, changed]) => changed > after);
        queue = new UpdateQueue(() => undefined);
        queue.begin(after, {
          sequence,
          updates: missed.map(([metric, changed]) => ({
            ...pending(metric, changed, { reason: 'REPLAY' }),
            cause: sequence,
          })),
        });
        await take(0);
      }
      queue.offer({ sequence: story.length + 1, updates: [pending('END', story.length + 1)] });
      while (held.get('END') === undefined) await take(1);
      held.delete('END');
      expect(held).toEqual(newest);
    }),
    { numRuns: 500 },
  );
});
