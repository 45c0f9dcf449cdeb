import { describe, expect, it } from 'vitest';
import type { Mishap } from '../play/kit/faults.js';
import { differences } from './content.js';
import type { Limit, Play } from './tool.js';
import { toolsByName } from './tools.js';
import { HOUR, MINUTE, useRuns } from './use-runs.js';

const MOMENT = 500;
const answer = (status: number, body: unknown = {}): Mishap => ({ kind: 'ANSWER', status, body });
const mishaps: readonly [string, Mishap][] = [
  ['an error of the server', answer(500, { message: 'Server Error' })],
  ['nobody behind the front', answer(503, '<html><body>Unicorn!</body></html>')],
  ['a gateway that gives up', answer(502, '<html><body>Bad gateway</body></html>')],
  ['a connection that is dropped', { kind: 'DROP' }],
  ['an answer that is cut off', { kind: 'CUT' }],
  ['an answer that comes late', { kind: 'SLOW', milliseconds: MOMENT }],
];
const waiting = (seconds: number): Mishap => ({
  ...{ kind: 'ANSWER', status: 429, body: { message: 'Too many requests.' } },
  headers: { 'retry-after': String(seconds) },
});

describe.each(toolsByName)('a sync of %s', (_, tool) => {
  const { played, connected } = useRuns(tool);
  const wholeOf = async (play: Play) => {
    const { sync, content } = await connected(play);
    expect(await sync()).toMatchObject({ status: 'SUCCEEDED', message: null });
    return content();
  };

  it.each(mishaps)('gets past %s', async (_name, mishap) => {
    const play = await played();
    const whole = await wholeOf(play);
    const { sync, content } = await connected(play);
    play.strike(mishap, { after: 4 });
    // An answer that was begun is not asked for again by itself: the next run goes on.
    if ((await sync()).status !== 'SUCCEEDED')
      expect(await sync()).toMatchObject({ status: 'SUCCEEDED', message: null });
    expect(differences(await content(), whole)).toEqual([]);
  });

  it('fails with the words of a tool that is down, and goes on when it is up', async () => {
    const play = await played();
    const whole = await wholeOf(play);
    const { sync, content } = await connected(play);
    const down = { after: 6, times: Number.POSITIVE_INFINITY };
    play.strike(answer(500, { message: 'It is down for maintenance.' }), down);
    const failed = await sync();
    expect(failed).toMatchObject({ status: 'FAILED', message: expect.stringContaining('500') });
    play.heal();
    expect(await sync()).toMatchObject({ status: 'SUCCEEDED', message: null });
    expect(differences(await content(), whole)).toEqual([]);
  });

  it('can be stopped while an answer does not come', async () => {
    const play = await played();
    const { sync } = await connected(play);
    const before = play.asked().length;
    play.strike(
      { kind: 'SLOW', milliseconds: 20_000 },
      { after: 2, times: Number.POSITIVE_INFINITY },
    );
    const stopped = new AbortController();
    const run = sync({ signal: stopped.signal });
    await expect.poll(() => play.asked().length - before).toBeGreaterThanOrEqual(2);
    const begun = Date.now();
    stopped.abort();
    expect(await run).toMatchObject({ status: 'INTERRUPTED' });
    expect(Date.now() - begun).toBeLessThan(10_000);
  });

  it('waits for a limit that ends soon', async () => {
    const play = await played();
    const whole = await wholeOf(play);
    const { sync, content } = await connected(play);
    play.strike(waiting(1), { after: 4 });
    const begun = Date.now();
    expect(await sync()).toMatchObject({ status: 'SUCCEEDED', message: null });
    expect(Date.now() - begun).toBeGreaterThan(900);
    expect(differences(await content(), whole)).toEqual([]);
  });

  it.each(tool.limits.map((limit): [string, Limit] => [limit.name, limit]))(
    'ends at %s, asks nothing until it is over, and goes on then',
    async (_name, limit) => {
      const play = await played();
      const whole = await wholeOf(play);
      const { sync, content, clock } = await connected(play);
      const until = Math.ceil(Date.now() / 1_000) * 1_000 + HOUR;
      play.strike(limit.mishap(until), { after: 5 });
      const ended = await sync();
      const day = new Date(until).toISOString().slice(0, 'YYYY-MM-DDTHH'.length);
      expect(ended).toMatchObject({ status: 'DEFERRED', message: expect.stringContaining(day) });
      const asked = play.asked().length;
      expect(await sync()).toMatchObject({ status: 'DEFERRED' });
      expect(play.asked()).toHaveLength(asked);
      clock.ahead = HOUR + MINUTE;
      expect(await sync()).toMatchObject({ status: 'SUCCEEDED', message: null });
      expect(differences(await content(), whole)).toEqual([]);
    },
  );
});
