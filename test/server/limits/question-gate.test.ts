import fc from 'fast-check';
import { expect, test } from 'vitest';
import { QuestionGate } from '../../../src/server/limits/question-gate.js';

const limits = { all: 6, account: 5, key: 3, pushes: 4, waiting: 40, waitingOfKey: 10 };
const never = () => false;
const staying = new AbortController().signal;
const unavailable = { code: 'UNAVAILABLE' };
/** Lets everything that is ready happen. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

const asked = fc.record({
  ...{ account: fc.integer({ min: 1, max: 2 }), ofAccount: fc.integer({ min: 1, max: 3 }) },
  ...{ weight: fc.integer({ min: 1, max: 5 }), leavesEarly: fc.boolean() },
});

test('what is under way stays below every limit, and whatever waits and is not given up enters', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(asked, { maxLength: 10 }), async (questions) => {
      const gate = new QuestionGate(limits, never);
      const inside = new Map<() => void, { account: number; key: number; weight: number }>();
      let done = 0;
      const all = questions.map(async ({ account, ofAccount, weight, leavesEarly }) => {
        const gone = new AbortController();
        const key = account * 10 + ofAccount;
        const entering = gate.enter({ account, key }, weight, gone.signal);
        if (leavesEarly) gone.abort();
        const leave = await entering.catch(() => null);
        if (leave) inside.set(leave, { account, key, weight: Math.min(weight, limits.key) });
        done += leave ? 0 : 1;
      });
      while (done < questions.length) {
        await settled();
        const weights = [...inside.values()];
        const sum = (of: typeof weights) => of.reduce((total, { weight }) => total + weight, 0);
        expect(sum(weights)).toBe(gate.figures.weight);
        expect(gate.figures.weight).toBeLessThanOrEqual(limits.all);
        for (const { account, key } of weights) {
          const [ofAccount, ofKey] = [
            weights.filter((one) => one.account === account),
            weights.filter((one) => one.key === key),
          ];
          expect(sum(ofAccount)).toBeLessThanOrEqual(limits.account);
          expect(sum(ofKey)).toBeLessThanOrEqual(limits.key);
        }
        const [leave] = inside.keys();
        if (leave === undefined) break;
        inside.delete(leave);
        leave();
        leave();
        done += 1;
      }
      await Promise.all(all);
      expect({ done, underWay: gate.figures.weight, waiting: gate.figures.waiting }).toEqual({
        ...{ done: questions.length, underWay: 0, waiting: 0 },
      });
    }),
    { numRuns: 60 },
  );
});

test('a key that asks a lot makes itself wait, and nobody else', async () => {
  const gate = new QuestionGate(limits, never);
  const greedy = { account: 1, key: 1 };
  const first = await gate.enter(greedy, 3, staying);
  const entered: string[] = [];
  for (let time = 0; time < 5; time += 1)
    void gate.enter(greedy, 3, staying).then(() => entered.push('greedy'));
  const leave = await gate.enter({ account: 2, key: 2 }, 3, staying);
  void gate.enter({ account: 2, key: 3 }, 1, staying).then(() => entered.push('small'));
  leave();
  await settled();
  expect(entered).toEqual(['small']);
  first();
  await settled();
  expect(entered).toEqual(['small', 'greedy']);
});

test('nothing waits where too much waits already, or memory is short', async () => {
  let isShort = false;
  const gate = new QuestionGate({ ...limits, waitingOfKey: 1 }, () => isShort);
  const asker = { account: 1, key: 1 };
  const leave = await gate.enter(asker, 3, staying);
  const waiting = gate.enter(asker, 1, staying);
  await expect(gate.enter(asker, 1, staying)).rejects.toMatchObject(unavailable);
  isShort = true;
  await expect(gate.enter({ account: 2, key: 2 }, 1, staying)).rejects.toMatchObject(unavailable);
  leave();
  (await waiting)();
});

test('who waits and is given up leaves the row', async () => {
  const gate = new QuestionGate(limits, never);
  const asker = { account: 1, key: 1 };
  const leave = await gate.enter(asker, 3, staying);
  const gone = new AbortController();
  const waiting = gate.enter(asker, 1, gone.signal);
  gone.abort();
  await expect(waiting).rejects.toMatchObject(unavailable);
  expect(gate.figures.waiting).toBe(0);
  leave();
});

test('pushes are never refused, hold their share at most, and make no question wait', async () => {
  const gate = new QuestionGate({ ...limits, waitingOfKey: 1, waiting: 1 }, () => false);
  const asker = { account: 1, key: 1 };
  const inside: (() => void)[] = [];
  for (let push = 0; push < 30; push += 1)
    void gate.enterPush(asker, 1, staying).then((leave) => inside.push(leave));
  for (let push = 0; push < 30; push += 1)
    void gate.enterPush({ account: 2, key: 2 }, 2, staying).then((leave) => inside.push(leave));
  await settled();
  expect(gate.figures.weight).toBeLessThanOrEqual(limits.pushes);
  (await gate.enter(asker, 2, staying))();
  for (let left = 0; left < 60; left += 1) {
    expect(gate.figures.weight).toBeLessThanOrEqual(limits.pushes);
    inside[left]!();
    await settled();
  }
  expect(gate.figures).toMatchObject({ questions: 0, weight: 0, pushesWaiting: 0, admitted: 61 });
});
