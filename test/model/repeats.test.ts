import { beforeEach, describe, expect, it } from 'vitest';
import { DiskFull, Outage } from '../../src/model/errors.js';
import { createRepeat, type Repeat } from '../../src/model/repeats.js';

let now = 0;
let said: string[] = [];
let repeat: Repeat;
beforeEach(() => {
  now = 0;
  said = [];
  repeat = createRepeat(
    () => now,
    (error, name) => said.push(`${name}: ${String(error)}`),
  );
});

/** Returns the milliseconds at which work that always fails was tried, when it is begun every second. */
async function triesOf(error: Error, seconds: number): Promise<number[]> {
  const tries: number[] = [];
  for (now = 0; now <= seconds * 1000; now += 1000)
    await repeat('work', async () => {
      tries.push(now / 1000);
      throw error;
    });
  return tries;
}

describe('work that is repeated', () => {
  it('waits twice as long after each failure, up to a minute', async () => {
    expect(await triesOf(new Error('broken'), 200)).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183]);
  });

  it('goes on within 4 s of an outage of the database, and waits for room on its disk', async () => {
    expect(await triesOf(new Outage(null), 16)).toEqual([0, 1, 3, 7, 11, 15]);
    now = 0;
    repeat = createRepeat(
      () => now,
      () => undefined,
    );
    expect((await triesOf(new DiskFull(null), 200)).at(-1)).toBe(183);
  });

  it('reports a failure once, and again after another or a success; an outage is not its to report', async () => {
    const fail = (message: string) => repeat('work', () => Promise.reject(new Error(message)));
    for (const message of ['one', 'one', 'two']) {
      await fail(message);
      now += 100_000;
    }
    await repeat('work', async () => undefined);
    await fail('two');
    await repeat('other', () => Promise.reject(new Outage(null)));
    expect(said).toEqual(['work: Error: one', 'work: Error: two', 'work: Error: two']);
  });

  it('stops no other name by the failure of one', async () => {
    await repeat('work', () => Promise.reject(new Error('broken')));
    let done = 0;
    await repeat('other', async () => {
      done += 1;
    });
    await repeat('work', async () => {
      done += 1;
    });
    expect(done).toBe(1);
  });
});
