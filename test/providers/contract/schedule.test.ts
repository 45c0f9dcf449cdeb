import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lawRuns } from '../../law-runs.js';
import { databaseKinds } from '../../storage/databases.js';
import type { Mishap } from '../play/kit/faults.js';
import { differences } from './content.js';
import type { Play, Question, Tool } from './tool.js';
import { toolsByName } from './tools.js';
import { HOUR, MINUTE, useRuns } from './use-runs.js';

const SECRET = 'planted-and-shared-with-the-tool';
const mishaps: readonly Mishap[] = [
  { kind: 'ANSWER', status: 500, body: { message: 'Server Error' } },
  { kind: 'ANSWER', status: 502, body: '<html><body>Bad gateway</body></html>' },
  { kind: 'DROP' },
  { kind: 'CUT' },
];

const few = fc.nat({ max: 6 });
const anyStep = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: 'SYNC' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'SWEEP' as const }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('KILLED' as const), page: few }) },
  { weight: 3, arbitrary: fc.constant({ kind: 'CHANGE' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('HOOK' as const),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('LIMITED' as const), limit: few, after: few }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('FAILING' as const), mishap: few, after: few }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('REMOVED' as const), removal: few }) },
);
type Step = typeof anyStep extends fc.Arbitrary<infer One> ? One : never;
type Runs = ReturnType<typeof useRuns>;

/** Returns the questions that were asked more than once; what every run asks at its beginning does not count. */
function repeated(asked: readonly Question[]): readonly string[] {
  const texts = asked.flatMap(({ text, isOpening }) => (isOpening ? [] : [text]));
  return texts.filter((text, at) => texts.indexOf(text) !== at);
}

async function deliver(
  { ingestion, viewer, number }: Awaited<ReturnType<Runs['connected']>>,
  play: Play,
  times: number,
): Promise<void> {
  const hook = play.hook?.(SECRET);
  if (!hook) return;
  const [path] = await ingestion.webhookPaths(viewer, [number]);
  const owner = await ingestion.inbox.addressee(path!.split('/').at(-1)!);
  for (let time = 0; time < times; time += 1)
    await ingestion.inbox.receive(owner, { ...hook, body: Buffer.from(hook.body) });
  await ingestion.inbox.process(viewer.account, number);
}

/** Returns true once the work is done; null if it fails. */
function attempt(work: () => void): true | null {
  try {
    work();
    return true;
  } catch {
    return null;
  }
}

/** Plays a schedule over an account and a tool, then compares what is kept with what a first sync finds. */
async function follow(tool: Tool, { played, connected }: Runs, steps: readonly Step[]) {
  const play = await played();
  const settings = play.hook ? { ...play.settings, webhookSecret: SECRET } : play.settings;
  const account = await connected({ ...play, settings });
  const { sync, clock, content } = account;
  const keeps: RegExp[] = [];
  let titles = 0;
  let hasRemoved = false;
  const run = (pass: 'INCREMENT' | 'SWEEP') => sync({ pass, now: Date.now() + clock.ahead });
  // A run ends first what a cut-off one had begun, and then looks at all that changed since.
  let isWhole = true;
  const syncNow = async () => {
    const before = play.asked().length;
    const { status } = await run('INCREMENT');
    expect(status).toBe('SUCCEEDED');
    if (isWhole) expect(repeated(play.asked().slice(before))).toEqual([]);
    isWhole = true;
  };
  const change = (): boolean => {
    titles += 1;
    // Most tools date things by seconds.
    const at = Math.floor((Date.now() + clock.ahead) / 1_000) * 1_000 - 1_000;
    // A thing that was removed can change no more.
    const isGone = attempt(() => play.change(`Title ${titles} of a schedule`, at)) === null;
    if (isGone) expect(hasRemoved).toBe(true);
    return !isGone;
  };
  const acts: {
    readonly [Kind in Step['kind']]: (step: Extract<Step, { kind: Kind }>) => unknown;
  } = {
    SYNC: syncNow,
    SWEEP: () => run('SWEEP'),
    KILLED: ({ page }) => sync({ killedAt: page, now: Date.now() + clock.ahead }),
    CHANGE: change,
    HOOK: ({ times }) => (change() ? deliver(account, play, times) : null),
    LIMITED: async ({ limit, after }) => {
      const reached = tool.limits[limit % tool.limits.length]!;
      // A tool names the seconds until then by its own clock, which nobody moves.
      const until = Math.ceil(Date.now() / 1_000) * 1_000 + HOUR;
      play.strike(reached.mishap(until), { after });
      await run('INCREMENT');
      play.heal();
      clock.ahead += HOUR + MINUTE;
    },
    FAILING: async ({ mishap, after }) => {
      play.strike(mishaps[mishap % mishaps.length]!, { after, times: 2 });
      await run('INCREMENT');
      play.heal();
    },
    REMOVED: ({ removal }) => {
      hasRemoved = true;
      const one = tool.removals[removal % tool.removals.length];
      one?.make(play, Date.now() + clock.ahead - 1_000);
      keeps.push(...(one?.keeps ?? []));
    },
  };
  for (const step of steps) {
    clock.ahead += 2 * MINUTE;
    await (acts[step.kind] as (given: Step) => unknown)(step);
    if (step.kind !== 'SYNC' && step.kind !== 'CHANGE') isWhole = false;
  }
  clock.ahead += 2 * MINUTE;
  change();
  await syncNow();
  expect((await run('SWEEP')).status).toBe('SUCCEEDED');
  const kept = await content();
  clock.ahead += 2 * MINUTE;
  const quiet = await run('INCREMENT');
  expect(quiet).toMatchObject({ status: 'SUCCEEDED', counts: { written: {} } });
  const fresh = await connected({ ...play, settings });
  fresh.clock.ahead = clock.ahead;
  await fresh.sync({ now: Date.now() + clock.ahead });
  const left = differences(kept, await fresh.content());
  expect(left.filter((line) => !keeps.some((one) => one.test(line)))).toEqual([]);
}

const everywhere = toolsByName.flatMap(([name, tool]) =>
  databaseKinds.map((database) => [name, database, { ...tool, database }] as const),
);

describe.each(everywhere)('%s on %s', (_name, _database, tool) => {
  const runs = useRuns(tool);

  it('loses nothing and fetches nothing twice, whatever the schedule', async () => {
    const steps = fc.array(anyStep, { minLength: 4, maxLength: 7 });
    const law = fc.asyncProperty(steps, (some) => follow(tool, runs, some));
    await fc.assert(law, {
      numRuns: lawRuns(1, 12),
      ...lawRuns({ seed: 7, endOnFailure: true }, {}),
    });
  });
});
